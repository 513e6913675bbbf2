using System.Collections.Immutable;
using SynthTool.Formats;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>A partition, and what it takes to read it again.</summary>
internal sealed record PartitionEntry
{
    public required Partition Partition { get; init; }

    /// <summary>The number of its first seed among all seeds.</summary>
    public required int FirstSeed { get; init; }

    /// <summary>The key hash of its first seed.</summary>
    public required ulong FirstHash { get; init; }

    /// <summary>In order; not empty.</summary>
    public required ImmutableArray<Extent> Extents { get; init; }

    /// <summary>Of the extents' bytes and how they lie in files.</summary>
    public required ContentHash Raw { get; init; }

    /// <summary>Records that are equal to an earlier seed, in order.</summary>
    public required ImmutableArray<DroppedRecord> Dropped { get; init; }

    /// <summary>What each source that has a part in it gave, in order.</summary>
    public required ImmutableArray<SourceShare> Shares { get; init; }

    /// <summary>Whether a source's limit ends it early, so that its bytes alone do not tell what it holds.</summary>
    public required bool HasLimitEnd { get; init; }

    /// <summary>Which partition of the earlier scan was taken over unread; -1 when it was parsed.</summary>
    public int TakenFrom { get; init; } = -1;

    /// <summary>The partition that holds the seed with this number.</summary>
    public static PartitionEntry Of(IReadOnlyList<PartitionEntry> entries, int seed)
    {
        var (low, high) = (0, entries.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = entries[middle].FirstSeed <= seed ? (middle, high) : (low, middle - 1);
        }

        return entries[low];
    }

    /// <summary>The source of a seed by its number among all seeds.</summary>
    public int SourceOf(int seed) => SourceShare.SourceOf(Shares, seed - FirstSeed);
}

/// <summary>A record without a key of its own that is equal to an earlier seed.</summary>
/// <param name="Position">Its position among the partition's chosen records, from 0.</param>
/// <param name="KeyHash">Its key's hash.</param>
/// <param name="Content">The first 8 bytes of its content digest.</param>
internal readonly record struct DroppedRecord(int Position, ulong KeyHash, ulong Content);

/// <summary>A source's part of a partition.</summary>
/// <param name="Source">The source's index.</param>
/// <param name="Chosen">Records that count for its limit.</param>
/// <param name="Seeds">Of them, those that became seeds.</param>
/// <param name="Shape">Of all its records here; null where a schema declares it, or where there are none.</param>
internal sealed record SourceShare(int Source, int Chosen, int Seeds, Shape? Shape)
{
    /// <summary>The source of a seed by its position among those of all shares.</summary>
    public static int SourceOf(IEnumerable<SourceShare> shares, int position)
    {
        foreach (var share in shares)
        {
            if (position < share.Seeds)
            {
                return share.Source;
            }

            position -= share.Seeds;
        }

        throw new ArgumentOutOfRangeException(nameof(position));
    }
}
