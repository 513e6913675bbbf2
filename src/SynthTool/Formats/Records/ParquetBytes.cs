namespace SynthTool.Formats.Records;

/// <summary>The lines of JSON that are made of a Parquet file, as they are read.</summary>
internal sealed class ParquetBytes(ParquetSource source) : RecordBytes
{
    private ParquetLines? lines;

    public override int Read(Span<byte> buffer, long offset)
    {
        if (lines is null || lines.Position > offset)
        {
            Dispose();
            lines = source.Borrow(offset);
        }

        return source.Read(lines, buffer, offset);
    }

    public override void Dispose()
    {
        if (lines is not null)
        {
            source.Return(lines);
            lines = null;
        }
    }
}
