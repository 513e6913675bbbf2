using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>What one source gave.</summary>
/// <param name="Source">The source.</param>
/// <param name="Count">How many of the seeds are its own.</param>
/// <param name="Digest">Of the order, keys and contents of its seeds, for the lock. It does not change with the seeds of another source.</param>
/// <param name="Files">The files that were read, in ordinal order.</param>
/// <param name="Folders">Every folder that was searched for them, in ordinal order: while their stamps stay, the same files match.</param>
internal sealed record SourceInput(
    SourceDefinition Source, long Count, ContentHash Digest, ImmutableArray<StampedPath> Files, ImmutableArray<StampedPath> Folders);
