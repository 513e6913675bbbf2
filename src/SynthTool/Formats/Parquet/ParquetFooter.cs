using System.Collections.Immutable;

namespace SynthTool.Formats.Parquet;

/// <summary>What a file says of its rows.</summary>
/// <param name="Columns">Their types; JSON text shows as text.</param>
/// <param name="Rows">Of all groups together.</param>
/// <param name="Groups">In order.</param>
internal sealed record ParquetFooter(ImmutableArray<ParquetField> Columns, long Rows, ImmutableArray<RowGroupInfo> Groups);

/// <summary>A row group.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Chunks">One for each leaf, in order.</param>
internal sealed record RowGroupInfo(long Rows, ImmutableArray<ChunkInfo> Chunks);

/// <summary>A leaf's part of a row group.</summary>
/// <param name="Entries">How many entries, nulls included.</param>
/// <param name="Offset">Where its first page begins in the file.</param>
/// <param name="Bytes">How many bytes its pages take in the file, headers included.</param>
/// <param name="IsZstd">Whether its pages are compressed.</param>
internal sealed record ChunkInfo(long Entries, long Offset, long Bytes, bool IsZstd);
