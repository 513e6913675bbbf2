using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.Measures;

/// <summary>How the cost of a full build from stored answers, of nothing to do and of one edit grows with the number of rows.</summary>
internal static class Growth
{
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var measures = new List<Measure>();
        foreach (var rows in Sizes.Where(s => s <= bench.Options.Size))
        {
            var dataset = await bench.DatasetAsync(DatasetForm.Large(rows));
            if (dataset.FullBuilds.Count == 0)
            {
                _ = await dataset.BuildFullyAsync();
            }

            measures.Add(Row(rows, "full build from stored answers, exact dedup", dataset.FullBuilds));
            await dataset.EnsureBuiltAsync();
            measures.Add(Row(rows, "nothing to do", await RepeatedAsync(bench.Runs(7), () => dataset.BuildAsync())));
            measures.Add(Row(rows, "one seed edited", await RepeatedAsync(bench.Runs(5), () => OneEdit.EditedAsync(dataset))));
        }

        return measures;
    }

    private static async Task<List<Sample>> RepeatedAsync(int runs, Func<Task<Sample>> run)
    {
        var samples = new List<Sample>();
        for (var i = 0; i < runs; i++)
        {
            samples.Add(await run());
        }

        return samples;
    }

    private static Measure Row(int rows, string what, List<Sample> samples)
    {
        var wall = Pairs.Median(samples.Select(s => s.Wall));
        var peak = Pairs.Median(samples.Select(s => (double)s.PeakBytes));
        var memory = peak > 0 ? $", {Text.Megabytes(peak)}" : "";
        return new Measure(
            FormattableString.Invariant($"{rows:N0} rows: {what}"), Text.Seconds(wall) + memory, "", null, null, Text.Seconds(Pairs.Median(samples.Select(s => s.Cpu))), samples.Count);
    }
}
