using System.Text;
using System.Text.Unicode;

namespace SynthTool.Files;

/// <summary>A whole file in memory, or the reason why not.</summary>
/// <param name="Bytes">Empty when there is a problem.</param>
/// <param name="Stamp">Taken before reading, so that a change meanwhile shows; null when the file is missing.</param>
/// <param name="Problem">Null when the bytes are the file's.</param>
internal sealed record FileContent(byte[] Bytes, FileStamp? Stamp, FileProblem? Problem = null)
{
    /// <param name="absolute">The file; links are followed.</param>
    /// <param name="maxBytes">The largest size that is read.</param>
    /// <exception cref="FileFailure">The disk failed while reading.</exception>
    public static FileContent Read(string absolute, int maxBytes)
    {
        var stamp = FileStamp.Of(absolute);
        if (stamp is null or { IsFolder: true })
        {
            return Failed(stamp, stamp is null ? new(FilesDiagnostics.Missing, "was not found") : new(FilesDiagnostics.IsFolder, "is a folder, and a file is needed"));
        }

        if (!FileStamp.IsOrdinary(absolute))
        {
            return Failed(stamp, new(FilesDiagnostics.NotPermitted, "is no ordinary file"));
        }

        try
        {
            return ReadOpen(absolute, maxBytes, stamp);
        }
        catch (UnauthorizedAccessException)
        {
            return Failed(stamp, new(FilesDiagnostics.NotPermitted, "may not be read"));
        }
        catch (FileNotFoundException)
        {
            return Failed(null, new(FilesDiagnostics.Missing, "was not found"));
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Reading");
        }
    }

    /// <summary>Reads UTF-8 text without its byte order mark, every <c>\r\n</c> as <c>\n</c>: a Windows checkout reads the same.</summary>
    /// <exception cref="FileFailure">The disk failed while reading.</exception>
    public static TextContent ReadText(string absolute, int maxBytes)
    {
        var content = Read(absolute, maxBytes);
        return content.Problem is null ? Decode(content) : new TextContent("", content.Stamp, content.Problem);
    }

    private static FileContent ReadOpen(string absolute, int maxBytes, FileStamp? stamp)
    {
        using var stream = new FileStream(absolute, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        var bytes = new byte[(int)Math.Min(stream.Length, maxBytes) + 1];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        while (read == bytes.Length && read <= maxBytes)
        {
            // It grew since its length was asked.
            Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, maxBytes + 1L));
            read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
        }

        return read > maxBytes
            ? Failed(stamp, new(FilesDiagnostics.TooLarge, FormattableString.Invariant($"is larger than {maxBytes:N0} bytes")))
            : new FileContent(bytes[..read], stamp);
    }

    private static TextContent Decode(FileContent content)
    {
        ReadOnlySpan<byte> bytes = content.Bytes;
        var mark = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var chars = new char[bytes.Length - mark];
        var status = Utf8.ToUtf16(bytes[mark..], chars, out var read, out var written, replaceInvalidSequences: false);
        if (status is not System.Buffers.OperationStatus.Done)
        {
            var offset = mark + read;
            var line = bytes[..offset].Count((byte)'\n') + 1;
            return new TextContent("", content.Stamp, new(FilesDiagnostics.InvalidUtf8, FormattableString.Invariant($"is not UTF-8: byte {offset} (line {line}) begins no valid character"), line));
        }

        return new TextContent(new string(chars, 0, written).Replace("\r\n", "\n", StringComparison.Ordinal), content.Stamp);
    }

    private static FileContent Failed(FileStamp? stamp, FileProblem problem) => new([], stamp, problem);
}
