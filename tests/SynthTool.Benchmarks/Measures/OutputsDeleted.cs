using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.References;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.Measures;

/// <summary>The outputs are deleted and the blocks are kept, so that all shards are written again, against DuckDB's <c>COPY</c> of the same rows.</summary>
internal static class OutputsDeleted
{
    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var dataset = await bench.DatasetAsync(DatasetForm.Wide(bench.Rows(100_000)));
        using var copy = new DuckDbCopy(bench, dataset);
        await dataset.EnsureBuiltAsync();
        return [await AgainstCopyAsync(bench, dataset, copy, "outputs deleted, blocks kept", new Goal(1.3), dataset.DeleteOutputs)];
    }

    /// <summary>Builds after something was deleted, against the copy.</summary>
    public static async Task<Measure> AgainstCopyAsync(Bench bench, BenchDataset dataset, DuckDbCopy copy, string name, Goal goal, Action delete)
    {
        Task<Sample> BuildAsync()
        {
            delete();
            return dataset.BuildAsync();
        }

        var pairs = await Pairs.RunAsync(bench, bench.Runs(7), BuildAsync, () => Task.FromResult(copy.Copy()), warm: true);
        return copy.HasSameRows(dataset)
            ? new Measure(
                FormattableString.Invariant($"{name}, {dataset.Form.Rows:N0} rows of 2 KB"), Text.Seconds(pairs.OurWall), $"{Text.Seconds(pairs.ReferenceWall)} DuckDB `COPY`",
                pairs.WallRatio, goal, pairs.Cpu, pairs.Ours.Count)
            : throw new InvalidOperationException("The shards do not hold the rows that DuckDB has copied.");
    }
}
