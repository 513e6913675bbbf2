using System.Collections.Immutable;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>The datasets whose rows are seeds of another one.</summary>
/// <param name="Rows">By the source's position.</param>
/// <param name="Definitions">Their definitions, each once.</param>
/// <param name="Locks">Their locks as they were when the rows were taken: while these and their states hold, so do the rows.</param>
/// <param name="Unknown">Those of which the rows wait for answers.</param>
internal sealed record UpstreamSeeds(
    ImmutableSortedDictionary<int, SourceRows> Rows, ImmutableArray<string> Definitions, ImmutableArray<TrustedStamp> Locks, ImmutableArray<UnknownRows> Unknown)
{
    public static readonly UpstreamSeeds None = new(ImmutableSortedDictionary<int, SourceRows>.Empty, [], [], []);
}

/// <summary>A dataset whose rows are not known yet.</summary>
/// <param name="Missing">How many answers it waits for, as far as they are known.</param>
internal sealed record UnknownRows(string Dataset, string Definition, long Missing);
