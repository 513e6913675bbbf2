using Microsoft.Data.Sqlite;
using SynthTool.Store;

namespace SynthTool.Benchmarks.References;

/// <summary>Answers in SQLite: a rowid table with a unique key, WAL, <c>synchronous = FULL</c>, prepared statements.</summary>
internal sealed class SqliteStore : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand get;

    public SqliteStore(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
        Run("CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, answer TEXT NOT NULL)");
        insert = Prepared("INSERT INTO answers (key, answer) VALUES ($key, $answer)", "$key", "$answer");
        get = Prepared("SELECT answer FROM answers WHERE key = $key", "$key");
    }

    /// <summary>In one transaction.</summary>
    public void Insert(IEnumerable<KeyValuePair<ContentHash, Answer>> answers)
    {
        using var transaction = connection.BeginTransaction();
        insert.Transaction = transaction;
        foreach (var (key, answer) in answers)
        {
            insert.Parameters[0].Value = Bytes(key);
            insert.Parameters[1].Value = answer.Text;
            _ = insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public string? Get(in ContentHash key)
    {
        get.Parameters[0].Value = Bytes(key);
        return (string?)get.ExecuteScalar();
    }

    public void Dispose()
    {
        insert.Dispose();
        get.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepared(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            _ = command.Parameters.Add(new SqliteParameter(name, null));
        }

        return command;
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    private static byte[] Bytes(in ContentHash key)
    {
        var bytes = new byte[ContentHash.Size];
        key.CopyTo(bytes);
        return bytes;
    }
}
