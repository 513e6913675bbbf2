using System.Text;
using DuckDB.NET.Data;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Formats.Records;
using SynthTool.Tests.Formats.Records;

namespace SynthTool.Tests.Formats.Parquet.Foreign;

/// <summary>A Parquet file that another program wrote, and what we read from it.</summary>
internal sealed class ForeignFile : IDisposable
{
    // One for all tests: opening it takes longer than most of them.
    private static readonly Lazy<DuckDBConnection> Database = new(Opened);

    private readonly RecordFolder folder = new();

    public ForeignFile()
    {
    }

    public ForeignFile(byte[] bytes) => File.WriteAllBytes(FullPath, bytes);

    public string FullPath => folder.PathOf("a.parquet");

    public byte[] Bytes => File.ReadAllBytes(FullPath);

    /// <summary>What DuckDB writes for a query.</summary>
    public static ForeignFile OfDuckDb(string query, string options = "")
    {
        var file = new ForeignFile();
        Ask($"COPY ({query}) TO '{file.FullPath}' (FORMAT parquet{options})");
        return file;
    }

    /// <summary>The rows as DuckDB gives them, each in canonical JSON.</summary>
    public IReadOnlyList<string> InDuckDb() => [.. Ask($"SELECT CAST(to_json(t) AS VARCHAR) FROM read_parquet('{FullPath}') t").Select(Canonical)];

    /// <summary>The rows as we read them, each in canonical JSON.</summary>
    public IReadOnlyList<string> Rows(int batch = 1024 * 1024, params string[] columns)
    {
        var file = Open(columns);
        var found = folder.Read(file, RecordRange.Whole(file), batch);
        Assert.Empty(file.Problems);
        Assert.DoesNotContain(found, f => f.Problem is not null);
        Assert.Equal(Enumerable.Range(1, found.Count).Select(n => (long)n), found.Select(f => f.Line));
        return [.. found.Select(f => f.Json!)];
    }

    public RecordFile Open(params string[] columns) =>
        new("a.parquet", FullPath, RecordFormat.Parquet, FileStamp.Of(FullPath)!.Value) { Columns = [.. columns] };

    /// <summary>What is wrong with the file, of which nothing is read then.</summary>
    public Diagnostic Problem(params string[] columns)
    {
        var file = Open(columns);
        Assert.Equal(0, file.Size);
        return Assert.Single(file.Problems);
    }

    public IReadOnlyList<Found> Part(RecordFile file, RecordRange range) => folder.Read(file, range, 4096);

    public void Dispose() => folder.Dispose();

    public static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.ToBytes(WrittenFile.Json(json)));

    private static List<string> Ask(string sql)
    {
        lock (Database.Value)
        {
            using var command = Database.Value.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
            {
                rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
            }

            return rows;
        }
    }

    private static DuckDBConnection Opened()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET threads = 1; SET TimeZone = 'UTC'";
        command.ExecuteNonQuery();
        return connection;
    }
}
