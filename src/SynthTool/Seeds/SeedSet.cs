using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>All seeds of a dataset, as an index: the records themselves stay in their files. Safe for several threads.</summary>
internal sealed class SeedSet
{
    public ImmutableArray<Partition> Partitions { get; }

    public long Count { get; }

    /// <summary>What is known of every seed's value: an object, declared by the schemas or else seen in the records.</summary>
    public Shape Shape => throw new NotImplementedException();

    /// <summary>Sorted. With an error among them, partitions may be missing and nothing may be built.</summary>
    public ImmutableArray<Diagnostic> Findings { get; }

    public bool HasErrors => Findings.Any(f => f.IsError);

    /// <summary>In the order of the sources.</summary>
    public ImmutableArray<SourceInput> Inputs { get; }

    /// <summary>Of all keys in their order.</summary>
    public ContentHash OrderDigest { get; }

    /// <summary>Reads the seeds of one partition, and nothing else, from their files.</summary>
    /// <exception cref="SeedsChanged">The files no longer hold what was scanned.</exception>
    public IReadOnlyList<Seed> Read(Partition partition) => throw new NotImplementedException();

    /// <summary>Where the seed's record lies now, or null when no seed has this key.</summary>
    /// <exception cref="SeedsChanged">The files no longer hold what was scanned.</exception>
    public SourcePlace? PlaceOf(string key) => throw new NotImplementedException();
}
