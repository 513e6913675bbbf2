using SynthTool.Formats.Records;

namespace SynthTool.Seeds;

/// <summary>A piece of a file that holds seeds of one partition. The extents of all partitions cover all records that were read.</summary>
/// <param name="File">Which file of the scan, from 0.</param>
/// <param name="Start">Its first byte: a record's beginning, or the file's.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="Line">The line of <paramref name="Start"/>, from 1.</param>
/// <param name="EndLine">The line of <paramref name="End"/>.</param>
internal readonly record struct Extent(int File, long Start, long End, long Line, long EndLine)
{
    public long Length => End - Start;

    public RecordRange Range => new(Start, End, Line);
}
