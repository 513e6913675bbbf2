using System.Collections.Immutable;
using SynthTool.Formats.Parquet;
using SynthTool.Store;

namespace SynthTool.Shards;

/// <summary>
/// Decides which partitions share a shard. Cuts follow from the partitions' first keys and their numbers of seeds alone,
/// so that changed answers move none, and an edited seed changes the shards around it and no other.
/// </summary>
internal static class Placement
{
    private const int NameDigits = 12;

    /// <param name="output">The output's name.</param>
    /// <param name="columns">The output's columns.</param>
    /// <param name="seedsPerShard">What a shard aims at.</param>
    /// <param name="splits">All splits of the dataset, in order; each has at least one file.</param>
    /// <param name="partitions">All partitions, in order.</param>
    /// <returns>The output's shards: split by split, in the partitions' order.</returns>
    public static ImmutableArray<ShardPlan> Of(
        string output, ParquetColumns columns, int seedsPerShard, IReadOnlyList<string> splits, IReadOnlyList<PlacedPartition> partitions)
    {
        var runs = ShardCut.Runs(seedsPerShard, partitions);
        var columnsText = columns.ToText();
        var shards = ImmutableArray.CreateBuilder<ShardPlan>();
        foreach (var split in splits)
        {
            var order = 0;
            foreach (var (first, count) in runs)
            {
                if (ShardOf(split, first, count) is { } shard)
                {
                    shards.Add(shard with { Order = order++ });
                }
            }

            if (order == 0)
            {
                shards.Add(new ShardPlan(output, split, 0, 0, 0, 0, Digest(columnsText, [], []), ""));
            }
        }

        return Named(shards.ToImmutable());

        ShardPlan? ShardOf(string split, int first, int count)
        {
            var run = partitions.Skip(first).Take(count).ToArray();
            var slices = run.Select(p => p.Slice.In(split)).OfType<SplitRows>().ToArray();
            return slices.Length == 0
                ? null
                : new ShardPlan(output, split, 0, first, count, slices.Sum(s => s.Rows), Digest(columnsText, run, slices), "");
        }
    }

    // The split is no part of it: splits have files of their own names.
    private static ContentHash Digest(string columns, PlacedPartition[] run, SplitRows[] slices)
    {
        using var hasher = new ContentHasher();
        hasher.Add(ShardEpoch.Current).Add(columns).Add(run.Length == 0 ? "" : run[0].FirstKey);
        foreach (var slice in slices)
        {
            hasher.Add(slice.Rows).Add(slice.Digest);
        }

        return hasher.Finish();
    }

    private static ImmutableArray<ShardPlan> Named(ImmutableArray<ShardPlan> shards)
    {
        var digits = NameDigits;
        while (shards.DistinctBy(s => (s.Split, s.Digest.Short(digits))).Count() < shards.Length)
        {
            digits = digits < ContentHash.Size * 2 ? digits + 4 : throw new InvalidOperationException("Two shards have the same rows and first key.");
        }

        return [.. shards.Select(s => s with { Path = $"{s.Output}/{s.Split}-{s.Digest.Short(digits)}.parquet" })];
    }
}
