namespace SynthTool.Formats.Records;

/// <summary>A record a line; blank lines are none.</summary>
internal sealed class LineSplitter : RecordSplitter
{
    public override bool TryNext(ReadOnlySpan<byte> bytes, bool isEnd, out Split split)
    {
        split = default;
        var at = bytes[Scanned..].IndexOf((byte)'\n');
        if (at < 0 && (!isEnd || bytes.IsEmpty))
        {
            Scanned = bytes.Length;
            return false;
        }

        var end = at < 0 ? bytes.Length : Scanned + at;
        var consumed = at < 0 ? end : end + 1;
        Scanned = 0;
        var line = bytes[..end];
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        split = Split.Record(0, line.Length, consumed) with { IsRecord = line.ContainsAnyExcept(" \t\r"u8) };
        return true;
    }
}
