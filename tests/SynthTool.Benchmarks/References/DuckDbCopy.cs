using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.References;

/// <summary>DuckDB's <c>COPY</c> from JSON Lines to Parquet with zstd, on two threads, in this process: it starts no process and fsyncs nothing.</summary>
internal sealed class DuckDbCopy : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly string rows;
    private readonly string target;

    public DuckDbCopy(Bench bench, BenchDataset dataset)
    {
        rows = Path.Combine(bench.Folder, dataset.Form.Name + ".rows.jsonl");
        target = Path.Combine(bench.Folder, dataset.Form.Name + ".parquet");
        WriteRows(dataset);
        connection.Open();
        _ = Run("SET threads = 2");
    }

    public Sample Copy()
    {
        File.Delete(target);
        return Pairs.Timed(() => Run($"""
            COPY (SELECT * FROM read_json('{rows}', format = 'newline_delimited', columns = {Columns}))
            TO '{target}' (FORMAT parquet, COMPRESSION zstd)
            """));
    }

    /// <summary>Whether the dataset's shards hold the very rows that the copy holds, in order.</summary>
    public bool HasSameRows(BenchDataset dataset)
    {
        var shards = Path.Combine(dataset.OutputFolder, "sft", "*.parquet");
        return Digest($"read_parquet('{shards}')") == Digest($"read_parquet('{target}')");
    }

    public void Dispose() => connection.Dispose();

    private const string Columns = "{id: 'VARCHAR', prompt: 'VARCHAR', answer: 'VARCHAR'}";

    private string Digest(string table) => Convert.ToString(Scalar($"SELECT count(*) || ' ' || sum(hash(id, prompt, answer)::HUGEINT) FROM {table}"), CultureInfo.InvariantCulture)!;

    private int Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void WriteRows(BenchDataset dataset)
    {
        using var to = new StreamWriter(rows, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        for (var seed = 0L; seed < dataset.Form.Rows; seed++)
        {
            to.WriteLine($$"""{"id":"{{BenchDataset.KeyOf(seed)}}/0","prompt":"{{dataset.SeedText(seed)}}","answer":"{{dataset.AnswerText(seed)}}"}""");
        }
    }
}
