using SynthTool.Seeds;

namespace SynthTool.Shards;

/// <summary>
/// Cuts the partitions into runs, one for each shard, at boundaries that follow from the partitions' first keys: a run ends
/// before the first partition with a small hash after half the target, and before the one with the smallest hash when there
/// is none within twice the target.
/// </summary>
/// <remarks>
/// Partitions are cut by <see cref="Boundary"/>, which needs no look ahead. A shard has a few partitions only, so that its
/// cuts would too often be forced by length, and lengths shift with every edit: of 60 series of 1,000 random edits 10 had an
/// edit that rewrote more than 4 shards. Taking the smallest hash instead left 1.
/// </remarks>
internal static class ShardCut
{
    private const int PartitionTarget = 256;
    private const long Cut = 2;

    /// <param name="seedsPerShard">What a shard aims at; it gets half of it at least, but for the last, and twice at most.</param>
    /// <param name="partitions">All partitions, in order.</param>
    public static IReadOnlyList<(int First, int Count)> Runs(int seedsPerShard, IReadOnlyList<PlacedPartition> partitions)
    {
        var runs = new List<(int First, int Count)>();
        for (var first = 0; first < partitions.Count;)
        {
            var end = End(seedsPerShard, partitions, first);
            runs.Add((first, end - first));
            first = end;
        }

        return runs;
    }

    private static int End(int seedsPerShard, IReadOnlyList<PlacedPartition> partitions, int first)
    {
        // Cuts are likely enough from half the target on to make the target the usual length.
        var small = ulong.MaxValue / (ulong)Math.Max(1, seedsPerShard / 4 * 3 / PartitionTarget);
        var (best, smallest) = (first + 1, ulong.MaxValue);
        var seeds = (long)partitions[first].Seeds;
        for (var i = first + 1; i < partitions.Count; seeds += partitions[i++].Seeds)
        {
            if (seeds >= seedsPerShard * 2L)
            {
                return best;
            }

            if (seeds >= seedsPerShard / 2 && Boundary.HashOf(partitions[i].FirstKey, Cut) is var hash && hash < smallest)
            {
                (best, smallest) = (i, hash);
                if (hash <= small)
                {
                    return best;
                }
            }
        }

        return partitions.Count;
    }
}
