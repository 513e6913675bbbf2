namespace SynthTool.Formats.Parquet;

/// <summary>What the entries of a leaf are.</summary>
/// <param name="Kind">The kind of the values.</param>
/// <param name="Definition">The definition level of a value.</param>
/// <param name="Repetition">How many lists lie above.</param>
internal readonly record struct LeafInfo(ParquetKind Kind, int Definition, int Repetition);
