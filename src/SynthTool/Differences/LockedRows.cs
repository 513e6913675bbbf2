using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Definition;
using SynthTool.Shards;
using SynthTool.Steps;

namespace SynthTool.Differences;

/// <summary>A side's rows from the blocks that its lock names, as far as they are still stored: nothing of the dataset is evaluated.</summary>
/// <param name="traces">Of the partitions that differ, the last stage's.</param>
/// <param name="last">The last stage when it is a corpus step, whose rows are those before it and its decisions.</param>
/// <param name="beforeLast">The traces of the stage before it.</param>
internal sealed class LockedRows(
    IReadOnlyDictionary<string, Trace> traces, Stage.Corpus? last, IReadOnlyDictionary<string, Trace>? beforeLast, ImmutableArray<Projection> projections,
    ImmutableArray<TeacherDefinition> teachers, BlockCache blocks) : ISideRows
{
    public ImmutableArray<(string Name, ImmutableArray<string> Columns)> Outputs => BlockRows.Outputs(projections);

    public ImmutableArray<TeacherDefinition> Teachers => teachers;

    /// <summary>Whether every block is there; each may still prove to be damaged.</summary>
    public bool AreStored() => traces.All(t => blocks.Has(t.Value.Output) && (last is null || (beforeLast!.TryGetValue(t.Key, out var earlier) && blocks.Has(earlier.Output))));

    /// <exception cref="BlockGone">A block cannot be read.</exception>
    public Task<SideBlock> ReadAsync(string partition, CancellationToken ct) =>
        Task.FromResult(traces.TryGetValue(partition, out var trace) ? BlockRows.Of(BlockOf(partition, trace).Outcomes, projections) : SideBlock.Empty);

    public bool IsWaiting(ulong seed) => false;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Block BlockOf(string partition, Trace trace)
    {
        if (last is null)
        {
            return blocks.TryRead(trace.Output) ?? throw new BlockGone();
        }

        return blocks.TryRead(beforeLast![partition].Output) is { } before && blocks.TryReadDecisions(trace.Output) is { } decisions
            ? Evaluation.Apply(last, before, decisions)
            : throw new BlockGone();
    }
}
