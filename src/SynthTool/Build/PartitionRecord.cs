using System.Collections.Immutable;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>What a stage made of a partition, in numbers: enough to skip it, count it and place its rows without reading its block.</summary>
/// <param name="Counts">What the steps so far did, in step order.</param>
/// <param name="Removed">Rows removed so far, by step and reason.</param>
/// <param name="Splits">Rows that go on, by split.</param>
/// <param name="Responses">Distinct answers used so far.</param>
/// <param name="Slices">Of each output, in their order; empty but for the last stage.</param>
internal sealed record PartitionRecord(
    Trace Trace,
    ImmutableArray<StepCount> Counts,
    ImmutableArray<RemovedCount> Removed,
    ImmutableArray<SplitCount> Splits,
    long Responses,
    long InputTokens,
    long OutputTokens,
    ImmutableArray<OutputSlice> Slices)
{
    public long Rows => Splits.Sum(s => s.Rows);

    public static PartitionRecord Of(Block block, Trace trace, ImmutableArray<OutputSlice> slices)
    {
        var calls = block.Outcomes.SelectMany(o => o.Row.Calls).DistinctBy(c => c.Turns[0].Request).ToList();
        return new PartitionRecord(
            trace,
            block.Counts,
            [.. block.Outcomes.Where(o => o.Removal is not null)
                .GroupBy(o => (o.Removal!.Step, o.Removal.Reason, o.Removal.IsQuarantine))
                .Select(g => new RemovedCount(g.Key.Step, g.Key.Reason, g.Key.IsQuarantine, g.Count()))
                .OrderBy(r => r.Step, StringComparer.Ordinal).ThenBy(r => r.Reason, StringComparer.Ordinal)],
            [.. block.Rows.GroupBy(r => r.Split ?? DefaultSplit, StringComparer.Ordinal).Select(g => new SplitCount(g.Key, g.Count())).OrderBy(s => s.Split, StringComparer.Ordinal)],
            calls.SelectMany(c => c.Turns).Select(t => t.Request).Distinct().LongCount(),
            calls.Sum(c => c.InputTokens ?? 0),
            calls.Sum(c => c.OutputTokens ?? 0),
            slices);
    }

    /// <summary>The split of all rows without a <c>split</c> step.</summary>
    public const string DefaultSplit = "train";

    /// <summary>The digest of the answers that a block used: of each distinct request and its answer.</summary>
    public static ContentHash ResponsesOf(Block block)
    {
        using var hasher = new ContentHasher();
        foreach (var turn in block.Outcomes.SelectMany(o => o.Row.Calls).SelectMany(c => c.Turns).Distinct().OrderBy(t => t.Request).ThenBy(t => t.Answer))
        {
            hasher.Add(turn.Request).Add(turn.Answer);
        }

        return hasher.Finish();
    }
}

/// <summary>Rows that a step removed for one reason.</summary>
internal sealed record RemovedCount(string Step, string Reason, bool IsQuarantine, long Rows);

/// <summary>Rows of one split.</summary>
internal sealed record SplitCount(string Split, long Rows);

/// <summary>A partition's rows in one output.</summary>
/// <param name="Output">The digest of the output's definition, under which the slice was made.</param>
internal sealed record OutputSlice(ContentHash Output, Shards.Slice Slice);
