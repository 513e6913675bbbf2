using System.Text;
using System.Text.Unicode;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Formats.Records;

/// <summary>Reads a part of a file as batches of whole records. Holds no more than one record beyond a batch, however long a line is.</summary>
internal sealed class RecordReader : IDisposable
{
    private const int LargestBuffer = RecordLimits.MaxBytes + (1024 * 1024);
    private const int HeaderBatch = 64 * 1024;
    private const int SmallestBuffer = 16; // a byte order mark is never cut

    private readonly RecordFile file;
    private readonly RecordRange range;
    private readonly RecordBytes bytes;
    private readonly RecordSplitter splitter;
    private byte[] carry = [];
    private long next;
    private long line;
    private bool isEnd;
    private bool isOver;
    private bool needsHeader;
    private CsvHeader? header;
    private long? droppedLine;

    /// <exception cref="FileFailure">The file cannot be opened.</exception>
    public RecordReader(RecordFile file, RecordRange range)
    {
        this.file = file;
        this.range = range;
        bytes = file.Open();
        splitter = RecordSplitter.For(file.Format, range.Start == 0, range.End == file.Size);
        next = range.Start;
        line = range.Line;
        needsHeader = file.Format.HasHeader() && range.Start == 0;
    }

    public void Dispose() => bytes.Dispose();

    /// <summary>Reads the next batch; false when there is none.</summary>
    /// <param name="batch">Filled anew.</param>
    /// <param name="size">How many bytes to aim at.</param>
    /// <exception cref="FileFailure">The disk failed.</exception>
    public bool Read(RecordBatch batch, int size)
    {
        if (isOver)
        {
            return false;
        }

        batch.Reset(file, next - carry.Length);
        var room = Math.Max(Math.Max(size, SmallestBuffer), carry.Length);
        batch.Grow(room);
        carry.CopyTo(batch.Bytes, 0);
        var filled = carry.Length;
        var done = 0;
        while (true)
        {
            filled += Fill(batch.Bytes.AsSpan(filled, room - filled));
            done = done == 0 && batch.Offset == 0 && batch.Bytes.AsSpan(0, filled).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : done;
            SplitAll(batch, ref done, filled);
            if (isOver || batch.Records.Count > 0 || done == filled)
            {
                break;
            }

            MakeRoom(batch, ref room, ref filled, ref done);
        }

        carry = isOver ? [] : batch.Bytes[done..filled];
        batch.Length = done;
        return true;
    }

    /// <summary>Reads no further than the header of a CSV file.</summary>
    public CsvHeader? ReadHeader()
    {
        var batch = new RecordBatch();
        while (needsHeader && Read(batch, HeaderBatch))
        {
            // A batch without the header is one of blank lines.
        }

        return header;
    }

    private int Fill(Span<byte> room)
    {
        room = room[..(int)Math.Min(room.Length, range.End - next)];
        var count = bytes.Read(room, next);
        next += count;
        isEnd = next >= range.End || count < room.Length;
        return count;
    }

    private void SplitAll(RecordBatch batch, ref int done, int filled)
    {
        while (!isOver && splitter.TryNext(batch.Bytes.AsSpan(done, filled - done), isEnd, out var split))
        {
            var taken = batch.Bytes.AsSpan(done, split.Consumed);
            Take(batch, done, split, bytes.LineAt(batch.Offset + done + split.Start) ?? droppedLine ?? line + taken[..split.Start].Count((byte)'\n'));
            line += taken.Count((byte)'\n');
            done += split.Consumed;
        }

        isOver |= isEnd;
    }

    private void Take(RecordBatch batch, int done, in Split split, long at)
    {
        if (split.Problem is { } kind)
        {
            AddProblem(batch, kind, at, split.Message!);
            isOver |= split.IsFatal;
        }
        else if (split.IsRecord && (droppedLine is not null || split.Length > RecordLimits.MaxBytes))
        {
            AddProblem(batch, RecordsDiagnostics.TooLarge, at, "The record that begins here is larger than 16 MiB");
            isOver |= needsHeader;
        }
        else if (split.IsRecord && needsHeader)
        {
            TakeHeader(batch, batch.Bytes.AsSpan(done + split.Start, split.Length), at);
        }
        else if (split.IsRecord)
        {
            batch.Records.Add(new RawRecord(done + split.Start, split.Length, at));
        }

        droppedLine = split.IsRecord ? null : droppedLine;
    }

    private void TakeHeader(RecordBatch batch, ReadOnlySpan<byte> record, long at)
    {
        needsHeader = false;
        var problem = Utf8.IsValid(record) && !record.Contains((byte)0) ? null : "it is not UTF-8 text";
        header = problem is null ? CsvHeader.Parse(record, file.Format.Separator(), out problem) : null;
        if (problem is not null)
        {
            AddProblem(batch, RecordsDiagnostics.HeaderUnusable, at, $"The header cannot be used: {problem}");
            isOver = true;
        }
    }

    // One record fills the whole buffer: give it more, or if it may not have more, wait for its end without keeping it.
    private void MakeRoom(RecordBatch batch, ref int room, ref int filled, ref int done)
    {
        if (room < LargestBuffer)
        {
            room = Math.Min(room * 2, LargestBuffer);
            batch.Grow(room);
            return;
        }

        var dropped = batch.Bytes.AsSpan(done, filled - done);
        droppedLine ??= line + dropped[..splitter.RecordStart].Count((byte)'\n');
        line += dropped.Count((byte)'\n');
        splitter.Forget(dropped.Length);
        batch.Reset(file, next);
        (filled, done) = (0, 0);
    }

    private void AddProblem(RecordBatch batch, DiagnosticKind kind, long at, string message) =>
        batch.Records.Add(new RawRecord(0, 0, at, new Diagnostic(kind, PlaceOf(at), message)));

    private SourcePlace PlaceOf(long at) => new(file.RepoPath, (int)Math.Min(at, int.MaxValue));
}
