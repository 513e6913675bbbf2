namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>One element of a file's schema as the footer has it. Numbers are the format's own; -1 where it says nothing.</summary>
internal sealed record SchemaElement
{
    public int Physical { get; init; } = -1;

    /// <summary>Of a value, in bytes, where all are of one size.</summary>
    public int Size { get; init; }

    public Repetition Repetition { get; init; }

    public string Name { get; init; } = "";

    public int Children { get; init; }

    /// <summary>The older way to say what values mean.</summary>
    public int Converted { get; init; } = -1;

    public int Scale { get; init; }

    /// <summary>The newer way; it wins.</summary>
    public LogicalType? Logical { get; init; }
}
