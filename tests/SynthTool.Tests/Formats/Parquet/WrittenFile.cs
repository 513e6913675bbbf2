using System.Text.Json;
using DuckDB.NET.Data;
using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

/// <summary>A Parquet file of ours in a temporary folder, and what others read from it.</summary>
internal sealed class WrittenFile : IDisposable
{
    // One for all tests: opening it takes longer than most of them.
    private static readonly Lazy<DuckDBConnection> Database = new(Opened);

    private readonly string path = Path.Join(Path.GetTempPath(), $"synth-{Guid.NewGuid():n}.parquet");

    private WrittenFile(byte[] bytes)
    {
        Bytes = bytes;
        File.WriteAllBytes(path, bytes);
    }

    public byte[] Bytes { get; }

    /// <summary>The file's path as DuckDB writes it.</summary>
    public string Sql => $"'{path}'";

    /// <param name="columns">The columns.</param>
    /// <param name="rows">Each a JSON array with a value for each column.</param>
    public static WrittenFile Of(ParquetColumns columns, params IEnumerable<string> rows) => new(BytesOf(columns, rows));

    public static byte[] BytesOf(ParquetColumns columns, params IEnumerable<string> rows)
    {
        using var stream = new MemoryStream();
        WriteAsync(columns, rows, stream).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    public static JsonElement Json(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 200 }).RootElement;

    public static string Canonical(JsonElement value) => System.Text.Encoding.UTF8.GetString(CanonicalJson.ToBytes(value));

    /// <summary>The rows as DuckDB reads them: each a canonical JSON object.</summary>
    public IReadOnlyList<string> InDuckDb() => [.. Query($"SELECT CAST(to_json(t) AS VARCHAR) FROM read_parquet('{path}') t").Select(j => Canonical(Json(j)))];

    /// <summary>The first column of a query's rows; <c>$file</c> is the file.</summary>
    public IReadOnlyList<string> Ask(string sql) => Query(sql.Replace("$file", $"read_parquet('{path}')", StringComparison.Ordinal));

    /// <summary>The rows as our own reader reads them: each a canonical JSON array.</summary>
    public IReadOnlyList<string> InOurReader() => RowsOf(Bytes);

    public static IReadOnlyList<string> RowsOf(byte[] bytes) =>
        [.. ParquetRows.Read(new MemoryStream(bytes)).Select(row => Canonical(JsonSerializer.SerializeToElement(row)))];

    public void Dispose() => File.Delete(path);

    private static async Task WriteAsync(ParquetColumns columns, IEnumerable<string> rows, Stream stream)
    {
        using var table = await ParquetTable.CreateAsync(columns, stream, default);
        foreach (var row in rows)
        {
            await table.AddAsync(Json(row).EnumerateArray().ToArray(), default);
        }

        await table.FinishAsync(default);
    }

    private static List<string> Query(string sql)
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
        return connection;
    }
}
