namespace SynthTool.Seeds;

/// <summary>A place in the sequence of all files of all sources.</summary>
/// <param name="File">Which file, from 0.</param>
/// <param name="Offset">In bytes.</param>
/// <param name="Line">From 1.</param>
internal readonly record struct ScanPosition(int File, long Offset, long Line)
{
    public static readonly ScanPosition First = StartOf(0);

    public static ScanPosition StartOf(int file) => new(file, 0, 1);
}
