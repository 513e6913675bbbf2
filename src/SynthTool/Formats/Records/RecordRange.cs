namespace SynthTool.Formats.Records;

/// <summary>A part of a file that begins and ends where a record does, or at the file's ends.</summary>
/// <param name="Start">Byte offset of its beginning.</param>
/// <param name="End">Byte offset behind it.</param>
/// <param name="Line">The line in which it begins, from 1.</param>
internal readonly record struct RecordRange(long Start, long End, long Line)
{
    public static RecordRange Whole(RecordFile file) => new(0, file.Size, 1);
}
