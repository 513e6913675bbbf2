using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.References;

namespace SynthTool.Benchmarks.Measures;

/// <summary>Only definition, seeds, lock and committed answers are there, as in a fresh clone, against DuckDB's <c>COPY</c> of the same rows.</summary>
internal static class FreshClone
{
    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var dataset = await bench.DatasetAsync(DatasetForm.Wide(bench.Rows(100_000)));
        using var copy = new DuckDbCopy(bench, dataset);
        await dataset.EnsureBuiltAsync();
        return [await OutputsDeleted.AgainstCopyAsync(bench, dataset, copy, "fresh clone: lock and committed answers only", new Goal(5), dataset.DeleteAllButCommitted)];
    }
}
