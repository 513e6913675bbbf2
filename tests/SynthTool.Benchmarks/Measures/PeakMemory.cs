using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.Measures;

/// <summary>The peak of resident memory of a full build from stored answers, with exact dedup, of many rows against a tenth of them.</summary>
internal static class PeakMemory
{
    private const double MostBytes = 500e6;

    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var rows = bench.Rows(1_000_000);
        var large = await bench.DatasetAsync(DatasetForm.Large(rows));
        var small = await bench.DatasetAsync(DatasetForm.Large(rows / 10));
        var runs = bench.Runs(3);
        await FillAsync(large, runs);
        await FillAsync(small, runs);
        var (peak, tenth) = (Peak(large), Peak(small));
        var ratios = large.FullBuilds.Zip(small.FullBuilds, (l, s) => (double)l.PeakBytes / s.PeakBytes);
        var name = FormattableString.Invariant($"peak memory (VmHWM) of a full build from stored answers, exact dedup, {rows:N0} rows");
        return
        [
            new Measure(name, Text.Megabytes(peak), FormattableString.Invariant($"{Text.Megabytes(tenth)} with {rows / 10:N0} rows"), Pairs.Median(ratios), new Goal(1.5), "", runs),
            new Measure($"{name}: absolute", Text.Megabytes(peak), $"{Text.Megabytes(MostBytes)} allowed", peak / MostBytes, new Goal(1), "", runs),
        ];
    }

    private static async Task FillAsync(BenchDataset dataset, int runs)
    {
        while (dataset.FullBuilds.Count < runs)
        {
            _ = await dataset.BuildFullyAsync();
        }
    }

    private static double Peak(BenchDataset dataset) => Pairs.Median(dataset.FullBuilds.Select(b => (double)b.PeakBytes));
}
