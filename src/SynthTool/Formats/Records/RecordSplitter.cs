namespace SynthTool.Formats.Records;

/// <summary>Finds where records end, without understanding more of them than that needs.</summary>
internal abstract class RecordSplitter
{
    /// <summary>How many of the bytes that follow the last split were looked at already: a record that arrives in parts is not scanned twice.</summary>
    protected int Scanned { get; set; }

    /// <param name="format">Which kind of file.</param>
    /// <param name="isFileStart">Whether the range begins where the file does.</param>
    /// <param name="isFileEnd">Whether the range ends where the file does.</param>
    public static RecordSplitter For(RecordFormat format, bool isFileStart, bool isFileEnd) => format switch
    {
        RecordFormat.JsonLines or RecordFormat.Chunks or RecordFormat.Yaml or RecordFormat.Parquet or RecordFormat.Taxonomy => new LineSplitter(),
        RecordFormat.Json => new JsonSplitter(isFileStart, isFileEnd),
        RecordFormat.Csv or RecordFormat.Tsv => new CsvSplitter(format.Separator()),
        _ => new WholeFileSplitter(),
    };

    /// <summary>Finds the next record; false when more bytes are needed, or none are left.</summary>
    /// <param name="bytes">All bytes after the last split that are there; never fewer than in a call before that returned false.</param>
    /// <param name="isEnd">Whether no more will come.</param>
    /// <param name="split">What was found.</param>
    public abstract bool TryNext(ReadOnlySpan<byte> bytes, bool isEnd, out Split split);

    /// <summary>Where the unfinished record begins in the bytes of the last call.</summary>
    public virtual int RecordStart => 0;

    /// <summary>The caller has thrown bytes away that were looked at, because the record is too large to be held.</summary>
    public virtual void Forget(int count) => Scanned -= count;
}
