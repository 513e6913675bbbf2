using System.IO.Compression;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Records;

/// <summary>Unpacks a gzip file once without keeping anything: to know how much it is, and that it is whole.</summary>
internal static class UnpackedSize
{
    /// <summary>So much may unpack from the smallest file.</summary>
    public const long Least = 64L * 1024 * 1024;

    /// <summary>So many bytes may unpack from one: text seldom packs better than to a thirtieth, bombs to less than a thousandth.</summary>
    public const int MostTimes = 200;

    private const int BufferSize = 256 * 1024;

    // The library says nothing of a file that is cut off between two of its symbols. So a second packed text is put behind the file:
    // it only unpacks when everything before it has come to its end.
    private static readonly byte[] Seal = "synth: the file before this is whole"u8.ToArray();
    private static readonly byte[] PackedSeal = Pack(Seal);

    /// <exception cref="Files.FileFailure">The file cannot be read.</exception>
    public static (long Size, Diagnostic? Problem) Of(RecordFile file)
    {
        using var stream = new UnpackedStream(file.AbsolutePath, PackedSeal);
        var most = Math.Max(Least, file.Stamp.Size * MostTimes);
        var buffer = new byte[Seal.Length + BufferSize];
        while (!stream.IsAtEnd)
        {
            // The last bytes so far stay before the next ones.
            var read = stream.Read(buffer.AsSpan(Seal.Length));
            buffer.AsSpan(read, Seal.Length).CopyTo(buffer);
            if (stream.Position > most + Seal.Length)
            {
                return (0, new(
                    RecordsDiagnostics.UnpacksToTooMuch,
                    new SourcePlace(file.RepoPath),
                    FormattableString.Invariant($"The file unpacks to more than {most:N0} bytes, {MostTimes} times its size or more"),
                    "if that is meant, unpack it and name the unpacked file"));
            }
        }

        // Without a file before it the seal unpacks too.
        return stream.IsBroken || file.Stamp.Size == 0 || !buffer.AsSpan(0, Seal.Length).SequenceEqual(Seal)
            ? (0, new(RecordsDiagnostics.NotUnpacked, new SourcePlace(file.RepoPath), "The file is cut off or damaged, or is no gzip file", "make it anew, or unpack it and name the unpacked file"))
            : (stream.Position - Seal.Length, null);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
