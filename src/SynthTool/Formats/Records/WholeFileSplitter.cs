namespace SynthTool.Formats.Records;

/// <summary>The file is the record.</summary>
internal sealed class WholeFileSplitter : RecordSplitter
{
    private bool isDone;

    public override bool TryNext(ReadOnlySpan<byte> bytes, bool isEnd, out Split split)
    {
        split = Split.Record(0, bytes.Length, bytes.Length);
        Scanned = bytes.Length;
        var isNow = isEnd && !isDone;
        isDone |= isEnd;
        return isNow;
    }
}
