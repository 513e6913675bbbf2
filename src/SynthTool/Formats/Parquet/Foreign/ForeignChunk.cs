namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>A leaf's part of a row group.</summary>
/// <param name="Leaf">The index of the leaf.</param>
/// <param name="Codec">How its pages are compressed.</param>
/// <param name="Entries">How many entries, nulls included.</param>
/// <param name="Start">Where its first page begins in the file.</param>
/// <param name="End">Behind its last page.</param>
internal sealed record ForeignChunk(int Leaf, Codec Codec, long Entries, long Start, long End);
