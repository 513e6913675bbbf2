using SynthTool.Diagnostics;

namespace SynthTool.Formats.Records;

/// <summary>Unpacks a gzip file once without keeping anything: to know how much it is, and that it is whole.</summary>
internal static class UnpackedSize
{
    /// <summary>So much may unpack from the smallest file.</summary>
    public const long Least = 64L * 1024 * 1024;

    /// <summary>So many bytes may unpack from one: text seldom packs better than to a thirtieth, bombs to less than a thousandth.</summary>
    public const int MostTimes = 200;

    /// <exception cref="Files.FileFailure">The file cannot be read.</exception>
    public static (long Size, Diagnostic? Problem) Of(RecordFile file)
    {
        using var stream = new UnpackedStream(file.AbsolutePath);
        var most = Math.Max(Least, file.Stamp.Size * MostTimes);
        var buffer = new byte[256 * 1024];
        while (!stream.IsAtEnd)
        {
            _ = stream.Read(buffer);
            if (stream.Position > most)
            {
                return (0, new(
                    RecordsDiagnostics.UnpacksToTooMuch,
                    new SourcePlace(file.RepoPath),
                    FormattableString.Invariant($"The file unpacks to more than {most:N0} bytes, {MostTimes} times its size or more"),
                    "if that is meant, unpack it and name the unpacked file"));
            }
        }

        return stream.IsBroken || (stream.Position == 0 && !EndsAsNothingDoes(file))
            ? (0, new(RecordsDiagnostics.NotUnpacked, new SourcePlace(file.RepoPath), "The file is cut off or damaged, or is no gzip file", "make it anew, or unpack it and name the unpacked file"))
            : (stream.Position, null);
    }

    // The library takes a file that is cut off in its head for one that holds nothing; such a one ends with a checksum and a length of 0.
    private static bool EndsAsNothingDoes(RecordFile file)
    {
        Span<byte> end = stackalloc byte[8];
        using var own = new PlainBytes(file.AbsolutePath);
        return file.Stamp.Size > end.Length && own.Read(end, file.Stamp.Size - end.Length) == end.Length && !end.ContainsAnyExcept((byte)0);
    }
}
