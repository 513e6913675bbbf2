using System.Collections.Immutable;
using SynthTool.Build;

namespace SynthTool.Differences;

/// <summary>What is known of a side without its rows.</summary>
/// <param name="Inputs">The facts of its inputs, see <see cref="LockInputs"/>.</param>
/// <param name="Counts">As a lock has them; empty where they are not known.</param>
/// <param name="Shipped">Rows by output and split; null where that is not known.</param>
/// <param name="Partitions">Of the partitions that may differ, the digest of the last stage's rows; null for one that misses an answer.</param>
internal sealed record SideFacts(
    ImmutableSortedDictionary<string, string> Inputs,
    ImmutableSortedDictionary<string, long> Counts,
    IReadOnlyDictionary<OutputSplit, long>? Shipped,
    ImmutableSortedSet<string> Gates,
    IReadOnlyDictionary<string, string?> Partitions)
{
    public static readonly SideFacts None = new(
        new LockFile().Inputs, new LockFile().Counts, ImmutableDictionary<OutputSplit, long>.Empty, new LockFile().Gates, ImmutableDictionary<string, string?>.Empty);

    public static SideFacts Of(LockLines read) => new(
        read.Facts.Inputs,
        read.Facts.Counts,
        read.Facts.Shards.Values.GroupBy(s => new OutputSplit(s.Output, s.Split)).ToDictionary(g => g.Key, g => g.Sum(s => s.Rows)),
        read.Facts.Gates,
        read.Outputs!);
}
