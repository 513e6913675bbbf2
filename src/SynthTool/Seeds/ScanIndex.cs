using System.Collections.Immutable;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>What a scan found, without the records.</summary>
internal sealed record ScanIndex
{
    /// <summary>Of everything that decides what records become: two scans with another one cannot be compared.</summary>
    public required ContentHash Context { get; init; }

    /// <summary>When the scan began, in nanoseconds since 1970: what was written later than shortly before may have changed unseen.</summary>
    public required long StartedNs { get; init; }

    /// <summary>The files of all sources, in order.</summary>
    public required ImmutableArray<ScanFile> Files { get; init; }

    public required ImmutableArray<PartitionEntry> Entries { get; init; }

    public required KeyIndex Keys { get; init; }

    /// <summary>The fields of seeds that the definition reads; null: all.</summary>
    public required IReadOnlySet<string>? FieldsUsed { get; init; }

    /// <summary>The earlier scan from which entries were taken over; null without one.</summary>
    public required ScanCache? TakenFrom { get; init; }
}
