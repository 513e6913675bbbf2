using System.Collections.Immutable;
using System.Text;
using SynthTool.Build;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Differences;

/// <summary>A side's rows from the blocks that its lock names, as far as they are still stored: nothing of the dataset is evaluated.</summary>
/// <param name="lines">With the partitions that differ.</param>
internal sealed class LockedRows(LockLines lines, LockedReading reading, BlockCache blocks) : ISideRows
{
    private readonly LockedReading reading = reading;

    public IReadOnlyList<SideOutput> Outputs => reading.Outputs;

    public IReadOnlyList<PricedTeacher> Teachers => reading.Teachers;

    /// <summary>Whether every block is there; each may still prove to be damaged.</summary>
    public bool AreStored()
    {
        foreach (var (partition, output) in lines.Outputs)
        {
            if (!blocks.Has(Digest(output)) || (reading.EndsInCorpus && !(lines.BeforeLast.TryGetValue(partition, out var earlier) && blocks.Has(Digest(earlier)))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The rows of a partition that are not the same bytes on both sides. Rows that are need not be decoded, and are on neither.</summary>
    /// <exception cref="BlockGone">A block cannot be read.</exception>
    public static (SideBlock From, SideBlock To) ReadDiffering(LockedRows from, LockedRows to, string partition)
    {
        if (from.UntouchedBlock(partition) is not { } old || to.UntouchedBlock(partition) is not { } now)
        {
            return (from.Read(partition), to.Read(partition));
        }

        try
        {
            var (removed, added) = BlockDifference.Between(old, now);
            var (before, after) = (from.reading.Rows(removed), to.reading.Rows(added));
            return (before with { Calls = [.. before.Calls, .. KnownCalls(after.Calls, old)] }, after);
        }
        catch (FormatException)
        {
            throw new BlockGone();
        }
    }

    /// <exception cref="BlockGone">A block cannot be read.</exception>
    public Task<SideBlock> ReadAsync(string partition, CancellationToken ct) => Task.FromResult(Read(partition));

    public bool IsWaiting(ulong seed) => false;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SideBlock Read(string partition) => lines.Outputs.TryGetValue(partition, out var output) ? reading.Rows(BlockOf(partition, output).Outcomes) : SideBlock.Empty;

    private Block BlockOf(string partition, string output)
    {
        if (!reading.EndsInCorpus)
        {
            return blocks.TryRead(Digest(output)) ?? throw new BlockGone();
        }

        return blocks.TryRead(Digest(lines.BeforeLast[partition])) is { } before && blocks.TryReadDecisions(Digest(output)) is { } decisions
            ? reading.Apply(before, decisions)
            : throw new BlockGone();
    }

    /// <summary>The bytes of a stored block that has the partition's rows as they are after the last stage; null when there is none.</summary>
    private byte[]? UntouchedBlock(string partition)
    {
        if (!lines.Outputs.TryGetValue(partition, out var output))
        {
            return null;
        }

        // Without decisions a corpus step leaves all rows as they are.
        return reading.EndsInCorpus
            ? blocks.TryReadBytes(Digest(output)) is { Length: 0 } ? blocks.TryReadBytes(Digest(lines.BeforeLast[partition])) : null
            : blocks.TryReadBytes(Digest(output));
    }

    /// <summary>Calls of the newer side whose answers a row of the older one uses that was not decoded.</summary>
    private static IEnumerable<Call> KnownCalls(IReadOnlyList<Call> calls, byte[] old)
    {
        foreach (var call in calls)
        {
            ImmutableArray<Turn> known = [.. call.Turns.Where(t => old.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\"{t.Request}\",\"{t.Answer}\"")) >= 0)];
            if (known.Length > 0)
            {
                yield return call with { Turns = known };
            }
        }
    }

    private static ContentHash Digest(string hex) => ContentHash.TryParse(hex, out var digest) ? digest : throw new BlockGone();
}
