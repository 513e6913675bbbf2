using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Definition;
using SynthTool.Shards;
using SynthTool.Steps;

namespace SynthTool.Differences;

/// <summary>A side's rows from the blocks that its lock names, as far as they are still stored: nothing of the dataset is evaluated.</summary>
internal sealed class LockedRows(
    IReadOnlyDictionary<string, Trace> traces, Stage.Corpus? last, Func<string, Trace?> beforeLast, ImmutableArray<Projection> projections,
    ImmutableArray<TeacherDefinition> teachers, BlockCache blocks) : ISideRows
{
    public ImmutableArray<(string Name, ImmutableArray<string> Columns)> Outputs => BlockRows.Outputs(projections);

    public ImmutableArray<TeacherDefinition> Teachers => teachers;

    /// <exception cref="BlockGone">A block is not stored any more.</exception>
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

        var before = beforeLast(partition) is { } earlier ? blocks.TryRead(earlier.Output) : null;
        return before is not null && blocks.TryReadDecisions(trace.Output) is { } decisions ? Evaluation.Apply(last, before, decisions) : throw new BlockGone();
    }
}

/// <summary>A block is not stored any more: its side is made again from files and answers.</summary>
internal sealed class BlockGone : Exception;
