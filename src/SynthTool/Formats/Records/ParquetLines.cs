using System.Buffers;
using System.Collections.Immutable;
using SynthTool.Formats.Parquet;
using SynthTool.Formats.Parquet.Foreign;

namespace SynthTool.Formats.Records;

/// <summary>The rows of a Parquet file as lines of JSON, from some row group on. For one thread at a time.</summary>
internal sealed class ParquetLines : IDisposable
{
    private const int Enough = 64 * 1024;

    private readonly ForeignBytes file;
    private readonly ForeignRows? rows;
    private readonly ArrayBufferWriter<byte> lines = new();
    private int taken;

    /// <param name="absolute">The file.</param>
    /// <param name="length">Its size when it was stamped.</param>
    /// <param name="columns">The columns that are read; empty: all.</param>
    /// <exception cref="Files.FileFailure">The file cannot be opened.</exception>
    public ParquetLines(string absolute, long length, ImmutableArray<string> columns)
    {
        file = new ForeignBytes(absolute, length);
        try
        {
            rows = new ForeignRows(file, columns);
        }
        catch (ParquetFailure failure)
        {
            Failure = failure;
        }
    }

    /// <summary>How many bytes lie before the next one.</summary>
    public long Position { get; private set; }

    public bool IsAtEnd { get; private set; }

    /// <summary>Why there are no further lines, when the file is to blame.</summary>
    public ParquetFailure? Failure { get; private set; }

    /// <summary>The row that was read last, from 1.</summary>
    public long Row => rows?.Row ?? 0;

    /// <summary>Goes to the beginning of a row group.</summary>
    public void SkipTo(int group, long offset)
    {
        rows?.SkipTo(group);
        Position = offset;
    }

    /// <summary>Reads until the buffer is full or there are no more lines.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="starts">Learns where row groups begin.</param>
    public int Read(Span<byte> buffer, List<long> starts)
    {
        var total = 0;
        while (total < buffer.Length && HasMore(starts))
        {
            var ready = lines.WrittenSpan[taken..];
            var count = Math.Min(ready.Length, buffer.Length - total);
            ready[..count].CopyTo(buffer[total..]);
            (taken, total, Position) = (taken + count, total + count, Position + count);
        }

        return total;
    }

    /// <summary>Reads up to an offset; false when the end comes first.</summary>
    public bool SkipTo(long offset, List<long> starts)
    {
        while (Position < offset && HasMore(starts))
        {
            var count = (int)Math.Min(lines.WrittenCount - taken, offset - Position);
            (taken, Position) = (taken + count, Position + count);
        }

        return Position == offset;
    }

    /// <summary>Closes the file until the next read.</summary>
    public void Rest() => file.Dispose();

    public void Dispose()
    {
        rows?.Dispose();
        file.Dispose();
    }

    private bool HasMore(List<long> starts)
    {
        if (taken < lines.WrittenCount)
        {
            return true;
        }

        lines.ResetWrittenCount();
        taken = 0;
        try
        {
            Fill(starts);
        }
        catch (ParquetFailure failure)
        {
            lines.ResetWrittenCount();
            Failure = failure;
        }

        IsAtEnd = lines.WrittenCount == 0;
        return !IsAtEnd;
    }

    private void Fill(List<long> starts)
    {
        var isMore = rows is not null && Failure is null;
        while (isMore && lines.WrittenCount < Enough)
        {
            if (rows!.IsBetweenGroups)
            {
                Learn(starts, rows.Group + 1);
            }

            isMore = rows.TryWrite(lines);
        }
    }

    private void Learn(List<long> starts, int group)
    {
        lock (starts)
        {
            if (starts.Count == group)
            {
                starts.Add(Position + lines.WrittenCount);
            }
        }
    }
}
