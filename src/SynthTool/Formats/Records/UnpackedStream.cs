using System.IO.Compression;
using SynthTool.Files;

namespace SynthTool.Formats.Records;

/// <summary>Reads what unpacks from a gzip file from its beginning on. For one thread at a time.</summary>
internal sealed class UnpackedStream : IDisposable
{
    private const int SkipSize = 64 * 1024;

    private readonly string absolute;
    private readonly GZipStream unpacked;
    private byte[]? skipped;

    /// <exception cref="FileFailure">The file cannot be opened.</exception>
    public UnpackedStream(string absolute)
        : this(absolute, [])
    {
    }

    /// <param name="absolute">The file.</param>
    /// <param name="behind">What is read behind the file's end.</param>
    /// <exception cref="FileFailure">The file cannot be opened.</exception>
    public UnpackedStream(string absolute, byte[] behind)
    {
        this.absolute = absolute;
        unpacked = new GZipStream(new JoinedStream(Disk.OpenStream(absolute), behind), CompressionMode.Decompress);
    }

    /// <summary>How many bytes were read.</summary>
    public long Position { get; private set; }

    public bool IsAtEnd { get; private set; }

    /// <summary>Whether nothing more unpacks because the file is damaged or no gzip file. Of one that is cut off the library does not always know.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Reads until the buffer is full or nothing more unpacks.</summary>
    /// <exception cref="FileFailure">The disk failed.</exception>
    public int Read(Span<byte> buffer)
    {
        var total = 0;
        try
        {
            while (total < buffer.Length && !IsAtEnd)
            {
                var read = unpacked.Read(buffer[total..]);
                IsAtEnd = read == 0;
                total += read;
            }
        }
        catch (InvalidDataException)
        {
            (IsAtEnd, IsBroken) = (true, true);
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Reading");
        }

        Position += total;
        return total;
    }

    /// <summary>Reads up to an offset; false when the end comes first.</summary>
    public bool SkipTo(long offset)
    {
        while (Position < offset && !IsAtEnd)
        {
            skipped ??= new byte[SkipSize];
            _ = Read(skipped.AsSpan(0, (int)Math.Min(skipped.Length, offset - Position)));
        }

        return Position == offset;
    }

    public void Dispose() => unpacked.Dispose();
}
