namespace SynthTool.Formats.Parquet;

/// <summary>What a column or a part of it can hold. Every value may be null, whatever its kind.</summary>
internal enum ParquetKind
{
    Text,

    /// <summary>Text with few distinct values, each of ASCII: written once, then referred to.</summary>
    Word,

    /// <summary>64 bits with sign.</summary>
    Integer,

    /// <summary>A double: numbers take the nearest one.</summary>
    Number,

    Boolean,

    /// <summary>Any value, as canonical JSON text.</summary>
    Json,

    List,

    Struct,
}
