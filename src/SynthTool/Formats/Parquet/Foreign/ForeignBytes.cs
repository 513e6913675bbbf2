using Microsoft.Win32.SafeHandles;
using SynthTool.Files;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>A file that is read at any place. It is only open between two calls of those who use it together.</summary>
/// <param name="absolute">The file.</param>
/// <param name="length">How much of it is read.</param>
internal sealed class ForeignBytes(string absolute, long length) : IDisposable
{
    private SafeFileHandle? handle;

    public long Length => length;

    /// <summary>Fills the buffer.</summary>
    /// <exception cref="ParquetFailure">The file ends before.</exception>
    /// <exception cref="FileFailure">The disk failed.</exception>
    public void Read(Span<byte> buffer, long offset)
    {
        handle ??= Disk.OpenRead(absolute);
        if (offset < 0 || offset > length - buffer.Length || Disk.Read(handle, buffer, offset, absolute) < buffer.Length)
        {
            throw ParquetFailure.Unreadable("it ends too early");
        }
    }

    /// <summary>Closes the file; the next read opens it again.</summary>
    public void Dispose()
    {
        handle?.Dispose();
        handle = null;
    }
}
