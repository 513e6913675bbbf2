using System.Collections.Immutable;

namespace SynthTool.Differences;

/// <summary>Reads the partitions that differ, side by side, and compares their rows.</summary>
internal sealed class RowComparison(ISideRows from, ISideRows to, DiffOptions options)
{
    private readonly NewCalls calls = new();

    /// <summary>The steps of which a request has another answer on the newer side.</summary>
    public IReadOnlyCollection<string> StepsOfOtherAnswers => calls.ChangedSteps;

    /// <param name="skipsEqual">Whether equal blocks give equal rows: the outputs are the same.</param>
    public async Task<(ImmutableArray<DiffOutput> Outputs, DiffCost Cost)> RunAsync(
        SideFacts fromFacts, SideFacts toFacts, bool skipsEqual, CancellationToken ct)
    {
        var names = to.Outputs.Concat(from.Outputs).Select(o => o.Name).Distinct(StringComparer.Ordinal);
        var outputs = names.Select(n => new OutputComparison(n, options.Rows)).ToList();
        var partitions = fromFacts.Partitions.Keys.Union(toFacts.Partitions.Keys, StringComparer.Ordinal)
            .Where(p => !skipsEqual || OutputOf(fromFacts, p) is not { } was || was != OutputOf(toFacts, p))
            .Order(StringComparer.Ordinal);
        foreach (var partition in partitions)
        {
            ct.ThrowIfCancellationRequested();
            var (before, after) = from is LockedRows a && to is LockedRows b
                ? LockedRows.ReadDiffering(a, b, partition)
                : (await from.ReadAsync(partition, ct), await to.ReadAsync(partition, ct));
            outputs.ForEach(o => o.Add(partition, before.Of(o.Name), after.Of(o.Name)));
            calls.Add(before.Calls, after.Calls);
        }

        var finished = ImmutableArray.CreateBuilder<DiffOutput>();
        foreach (var output in outputs)
        {
            var (unsettledFrom, unsettledTo) = output.Unsettled();
            finished.Add(Described(output.Finish(Again(from, output.Name, unsettledFrom, ct), Again(to, output.Name, unsettledTo, ct), from.IsWaiting, to.IsWaiting)));
        }

        return (finished.ToImmutable(), calls.Sum(to.Teachers));
    }

    private static string? OutputOf(SideFacts facts, string partition) => facts.Partitions.GetValueOrDefault(partition);

    // Rare: too many rows have moved between partitions to be kept.
    private static IEnumerable<SideRow> Again(ISideRows side, string output, IReadOnlySet<string> partitions, CancellationToken ct) =>
        partitions.Order(StringComparer.Ordinal).SelectMany(p => side.ReadAsync(p, ct).GetAwaiter().GetResult().Of(output));

    private DiffOutput Described(DiffOutput output)
    {
        var (was, now) = (ColumnsOf(from, output.Name), ColumnsOf(to, output.Name));
        return output with { ColumnsAdded = was.IsEmpty ? [] : [.. now.Except(was, StringComparer.Ordinal)], ColumnsRemoved = now.IsEmpty ? [] : [.. was.Except(now, StringComparer.Ordinal)] };
    }

    private static ImmutableArray<string> ColumnsOf(ISideRows side, string output) => side.Outputs.Where(o => o.Name == output).Select(o => o.Columns).FirstOrDefault([]);
}
