namespace SynthTool.Formats.Records;

/// <summary>What unpacks from a gzip file. Only the beginning can be reached directly: whoever reads on, borrows a stream that is nearly there.</summary>
internal sealed class UnpackedBytes(UnpackedStreams streams) : RecordBytes
{
    private UnpackedStream? stream;

    public override int Read(Span<byte> buffer, long offset)
    {
        if (stream is null || stream.Position > offset)
        {
            Dispose();
            stream = streams.Borrow(offset);
        }

        return stream.SkipTo(offset) ? stream.Read(buffer) : 0;
    }

    public override void Dispose()
    {
        if (stream is not null)
        {
            streams.Return(stream);
            stream = null;
        }
    }
}
