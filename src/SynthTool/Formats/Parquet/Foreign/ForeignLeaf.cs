namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>A physical column of a file.</summary>
/// <param name="Path">For messages: <c>pets.list.element.name</c>.</param>
/// <param name="Physical">How its values lie there.</param>
/// <param name="Size">Of a value, in bytes; 0 where they differ in size.</param>
/// <param name="Definition">The definition level of a value.</param>
/// <param name="Repetition">How many lists lie above.</param>
internal sealed record ForeignLeaf(string Path, Physical Physical, int Size, int Definition, int Repetition)
{
    public Meaning Meaning { get; init; }

    /// <summary>Digits behind a decimal's point.</summary>
    public int Scale { get; init; }

    /// <summary>How many units of a time make a second.</summary>
    public long PerSecond { get; init; } = 1;

    /// <summary>Whether a time is a moment everywhere.</summary>
    public bool IsUtc { get; init; }
}
