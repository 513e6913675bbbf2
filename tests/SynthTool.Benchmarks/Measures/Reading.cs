using DuckDB.NET.Data;
using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;
using SynthTool.Files;
using SynthTool.Formats.Records;
using SynthTool.Seeds;

namespace SynthTool.Benchmarks.Measures;

/// <summary>
/// Reading a file of records on two threads, against DuckDB's reader on two threads with its columns declared and every cell
/// touched. Ours splits, checks UTF-8 and JSON, refuses doubled members and gives each record as an object with its line.
/// </summary>
internal static class Reading
{
    private const int Threads = 2;
    private const int BatchBytes = 1024 * 1024;

    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var rows = bench.Rows(400_000);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        _ = Scalar(connection, $"SET threads = {Threads}");
        return
        [
            await AgainstAsync(bench, connection, RecordTable.MakeJsonLines(bench, rows), RecordFormat.JsonLines, $"read_json('PATH', format = 'newline_delimited', columns = {RecordTable.Columns})", rows, new Goal(0.8, IsLeast: true)),
            await AgainstAsync(bench, connection, RecordTable.MakeCsv(bench, rows), RecordFormat.Csv, $"read_csv('PATH', header = true, columns = {RecordTable.Columns})", rows, new Goal(0.5, IsLeast: true)),
        ];
    }

    private static async Task<Measure> AgainstAsync(Bench bench, DuckDBConnection connection, string path, RecordFormat format, string reader, int rows, Goal goal)
    {
        var query = $"SELECT {RecordTable.Sums} FROM {reader.Replace("PATH", path, StringComparison.Ordinal)}";
        var pairs = await Pairs.RunAsync(
            bench,
            bench.Runs(7),
            () => Task.FromResult(Pairs.Timed(() => Check(Read(path, format), rows))),
            () => Task.FromResult(Pairs.Timed(() => Check(Convert.ToInt64(Scalar(connection, query), System.Globalization.CultureInfo.InvariantCulture), rows))),
            warm: true);
        var bytes = new FileInfo(path).Length;
        return new Measure(
            FormattableString.Invariant($"reading {Path.GetExtension(path)[1..]}, {rows:N0} records of 1 KB"),
            $"{Text.Megabytes(bytes / pairs.OurWall)}/s",
            $"{Text.Megabytes(bytes / pairs.ReferenceWall)}/s DuckDB, two threads",
            pairs.RateRatio,
            goal,
            pairs.Cpu,
            pairs.Ours.Count);
    }

    private static long Read(string path, RecordFormat format)
    {
        var file = new RecordFile(Path.GetFileName(path), path, format, FileStamp.Of(path)!.Value);
        using var reader = new RecordReader(file, RecordRange.Whole(file));
        var records = 0L;
        OrderedWork<Slot>.Run(
            [.. Enumerable.Range(0, Threads).Select(_ => new Slot())],
            slot => reader.Read(slot.Batch, BatchBytes),
            slot => slot.Decode(),
            slot =>
            {
                records += slot.Records;
                return true;
            },
            CancellationToken.None);
        return records;
    }

    private static void Check(long read, int rows)
    {
        if (read != rows)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{read} of {rows} records were read."));
        }
    }

    private static object? Scalar(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private sealed class Slot
    {
        private readonly RecordDecoder decoder = new(_ => null);

        public RecordBatch Batch { get; } = new();

        public int Records { get; private set; }

        public void Decode()
        {
            Records = 0;
            foreach (var raw in Batch.Records)
            {
                using var document = decoder.Decode(Batch, raw, out _);
                Records += document is null ? 0 : 1;
            }
        }
    }
}
