using System.Collections.Immutable;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>What a file says of itself.</summary>
/// <param name="Columns">Those that were asked for, in the file's order.</param>
/// <param name="Leaves">All leaves of the file.</param>
/// <param name="Groups">In order.</param>
internal sealed record ForeignFooter(ImmutableArray<ForeignPart> Columns, ImmutableArray<ForeignLeaf> Leaves, ImmutableArray<ForeignGroup> Groups);
