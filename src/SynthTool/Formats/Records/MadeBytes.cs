namespace SynthTool.Formats.Records;

/// <summary>One JSON object a line, made of a file that does not hold its records so. Safe for several threads.</summary>
/// <param name="bytes">The lines.</param>
/// <param name="starts">Where each begins, in order.</param>
/// <param name="lines">The line of the file that each comes from.</param>
internal sealed class MadeBytes(byte[] bytes, List<long> starts, List<long> lines) : RecordBytes
{
    public int Size => bytes.Length;

    public override int Read(Span<byte> buffer, long offset)
    {
        var rest = bytes.AsSpan((int)Math.Min(offset, bytes.Length));
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        return rest.Length;
    }

    public override void Dispose()
    {
        // Memory that others may be reading.
    }

    public override long? LineAt(long offset)
    {
        var found = starts.BinarySearch(offset);
        var index = found >= 0 ? found : ~found - 1;
        return index < 0 ? 1 : lines[index];
    }
}
