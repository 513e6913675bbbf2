using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Seeds;

/// <summary>How the seeds differ from those of an earlier scan.</summary>
/// <param name="Added">How many keys are new.</param>
/// <param name="Removed">How many keys are gone.</param>
/// <param name="Changed">How many seeds have another content under the same key.</param>
/// <param name="IsReordered">Whether the same keys come in another order.</param>
/// <param name="First">The first few of each kind.</param>
internal sealed record SeedChanges(long Added, long Removed, long Changed, bool IsReordered, ImmutableArray<SeedChange> First)
{
    /// <summary>Compares; null when the earlier scan read the records in another way, so that nothing can be said.</summary>
    /// <param name="earlier">The earlier scan.</param>
    /// <param name="now">A scan; fast when it took over what it could from the earlier one.</param>
    /// <param name="most">How many changes of each kind are named.</param>
    /// <exception cref="SeedsChanged">The files no longer hold what was scanned.</exception>
    public static SeedChanges? Between(ScanCache earlier, SeedSet now, int most = 5) =>
        earlier.Context == now.Index.Context ? new SeedComparison(earlier, now, most).Compare() : null;
}

/// <summary>One seed that differs.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Key">Null for a removed seed: its text is gone.</param>
/// <param name="Place">Where it is; for a removed seed the file that it was in.</param>
/// <param name="Partition">For a removed seed: the first key of the partition that it was in.</param>
internal sealed record SeedChange(SeedChangeKind Kind, string? Key, SourcePlace Place, string? Partition = null)
{
    /// <summary>Where sources are crossed, the places of the seed's records in the order of the sources; else empty.</summary>
    public ImmutableArray<SourcePlace> Records { get; init; } = [];
}

/// <summary>How a seed differs.</summary>
internal enum SeedChangeKind
{
    Added,
    Removed,
    Changed,
}
