namespace SynthTool.Formats.Records;

/// <summary>A record ends at a line end that is not quoted. A quote opens only at a field's beginning, so that a stray one swallows nothing.</summary>
internal sealed class CsvSplitter(byte separator) : RecordSplitter
{
    private State state;

    private enum State
    {
        FieldStart,
        Plain,
        Quoted,
        QuoteInQuoted,
    }

    public override bool TryNext(ReadOnlySpan<byte> bytes, bool isEnd, out Split split)
    {
        split = default;
        var end = EndOfRecord(bytes);
        if (end < 0 && (!isEnd || bytes.IsEmpty))
        {
            return false;
        }

        var isOpen = state is State.Quoted;
        var line = bytes[..(end < 0 ? bytes.Length : end)];
        Scanned = 0;
        state = State.FieldStart;
        var consumed = end < 0 ? bytes.Length : end + 1;
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        split = isOpen
            ? Split.Fatal(0, consumed, RecordsDiagnostics.MalformedCsv, "A quote in the record that begins here is never closed")
            : Split.Record(0, line.Length, consumed) with { IsRecord = !line.IsEmpty };
        return true;
    }

    private int EndOfRecord(ReadOnlySpan<byte> bytes)
    {
        while (Scanned < bytes.Length)
        {
            var rest = bytes[Scanned..];
            switch (state)
            {
                case State.FieldStart when rest[0] == '"':
                    state = State.Quoted;
                    Scanned++;
                    break;
                case State.Quoted:
                    var quote = rest.IndexOf((byte)'"');
                    Scanned += quote < 0 ? rest.Length : quote + 1;
                    state = quote < 0 ? State.Quoted : State.QuoteInQuoted;
                    break;
                case State.QuoteInQuoted when rest[0] == '"':
                    state = State.Quoted;
                    Scanned++;
                    break;
                default:
                    var at = rest.IndexOfAny(separator, (byte)'\n');
                    state = at >= 0 ? State.FieldStart : State.Plain;
                    Scanned += at < 0 ? rest.Length : at;
                    if (at >= 0 && rest[at] == '\n')
                    {
                        return Scanned;
                    }

                    Scanned += at < 0 ? 0 : 1;
                    break;
            }
        }

        return -1;
    }
}
