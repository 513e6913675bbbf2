namespace SynthTool.Formats.Parquet;

/// <summary>A named column, or a named field of a struct.</summary>
internal sealed record ParquetField(string Name, ParquetType Type);
