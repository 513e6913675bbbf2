namespace SynthTool.Formats.Records;

/// <summary>The bytes in which a file's records lie: its own, those that unpack from it, or what was made of it.</summary>
internal abstract class RecordBytes : IDisposable
{
    /// <summary>Reads until the buffer is full or the bytes end; returns how many.</summary>
    /// <exception cref="Files.FileFailure">The disk failed.</exception>
    public abstract int Read(Span<byte> buffer, long offset);

    /// <summary>The line of the file that the record at an offset comes from; null where every line end among the bytes is one of the file.</summary>
    public virtual long? LineAt(long offset) => null;

    public abstract void Dispose();
}
