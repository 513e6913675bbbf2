namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>How often an element of the schema is there; the format's own numbers.</summary>
internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}
