using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>Splits a stream into lines of bounded length.</summary>
internal sealed class ResponseLines(Stream stream, string shownPath)
{
    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;
    private bool atEnd;

    /// <summary>The current line's number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the current line is longer than an answer may be; then it is cut.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The current line without its end.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    public bool Next()
    {
        IsTooLong = false;
        var scanned = start;
        while (true)
        {
            var length = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
            if (length >= 0)
            {
                Take(scanned + length, scanned + length + 1);
                return true;
            }

            if (atEnd)
            {
                var hasLine = end > start || IsTooLong;
                Take(end, end);
                return hasLine;
            }

            scanned = Fill();
        }
    }

    private void Take(int lineEnd, int next)
    {
        Number++;
        var line = buffer.AsMemory(start, lineEnd - start);
        line = Number == 1 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        Line = line.TrimEnd("\r \t"u8);
        start = next;
    }

    /// <summary>Reads on, and returns where what is new begins.</summary>
    private int Fill()
    {
        if (end - start > Answer.MaxBytes)
        {
            IsTooLong = true; // what was read of it is passed over
            start = end;
        }

        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        try
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            atEnd = read == 0;
            end += read;
            return end - read;
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, shownPath, "Reading");
        }
    }
}
