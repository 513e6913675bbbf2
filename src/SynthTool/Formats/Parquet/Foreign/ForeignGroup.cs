using System.Collections.Immutable;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>A row group.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Chunks">Of the leaves that were asked for, in the file's order.</param>
internal sealed record ForeignGroup(long Rows, ImmutableArray<ForeignChunk> Chunks);
