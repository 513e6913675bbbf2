namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>How a column's values lie in a file; the format's own numbers.</summary>
internal enum Physical
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    Bytes = 6,
    Fixed = 7,
}
