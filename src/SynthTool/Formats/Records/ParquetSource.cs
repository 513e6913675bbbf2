using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Parquet;

namespace SynthTool.Formats.Records;

/// <summary>
/// The lines of one Parquet file, for several readers. Whoever reads on borrows lines that are nearly there, so that partition after
/// partition does not unpack the file from its beginning.
/// </summary>
/// <param name="absolute">The file.</param>
/// <param name="length">Its size when it was stamped.</param>
/// <param name="columns">The columns that are read; empty: all.</param>
internal sealed class ParquetSource(string absolute, long length, ImmutableArray<string> columns)
{
    private const int MostIdle = 4;
    private const int MeasureSize = 256 * 1024;

    private readonly Lock door = new();
    private readonly List<ParquetLines> idle = [];
    private readonly List<long> starts = [];

    /// <summary>Reads the file once without keeping anything: to know how much its lines are, and that it is whole.</summary>
    /// <param name="repoPath">The file's name in findings.</param>
    /// <exception cref="FileFailure">The disk failed.</exception>
    public (long Size, Diagnostic? Problem) Measure(string repoPath)
    {
        using var lines = new ParquetLines(absolute, length, columns);
        var buffer = new byte[MeasureSize];
        while (lines.Read(buffer, starts) > 0)
        {
            // Only the end matters.
        }

        return lines.Failure is { } failure ? (0, Explain(failure, repoPath, lines.Row)) : (lines.Position, null);
    }

    /// <summary>The lines that have least to skip to an offset.</summary>
    /// <exception cref="FileFailure">The file cannot be opened.</exception>
    public ParquetLines Borrow(long offset)
    {
        var (group, start) = LastStart(offset);
        lock (door)
        {
            var best = idle.Where(s => s.Position <= offset && s.Position >= start).MaxBy(s => s.Position);
            if (best is not null)
            {
                idle.Remove(best);
                return best;
            }
        }

        var lines = new ParquetLines(absolute, length, columns);
        lines.SkipTo(group, start);
        return lines;
    }

    public void Return(ParquetLines lines)
    {
        lines.Rest();
        lock (door)
        {
            if (!lines.IsAtEnd && idle.Count < MostIdle)
            {
                idle.Add(lines);
                return;
            }
        }

        lines.Dispose();
    }

    /// <summary>Reads with lines that were borrowed.</summary>
    public int Read(ParquetLines lines, Span<byte> buffer, long offset) => lines.SkipTo(offset, starts) ? lines.Read(buffer, starts) : 0;

    private (int Group, long Start) LastStart(long offset)
    {
        lock (starts)
        {
            var found = starts.BinarySearch(offset);
            var group = found >= 0 ? found : ~found - 1;
            return group < 0 ? (0, 0) : (group, starts[group]);
        }
    }

    private static Diagnostic Explain(ParquetFailure failure, string repoPath, long row)
    {
        var place = row > 0 ? new SourcePlace(repoPath, (int)Math.Min(row, int.MaxValue)) : new SourcePlace(repoPath);
        var kind = failure.Kind;
        if (kind == ParquetDiagnostics.FileUnreadable)
        {
            return new(kind, place, $"The Parquet file cannot be read: {failure.Message}", "make it anew, or read it with another tool and write it again");
        }

        var hint = kind == ParquetDiagnostics.ColumnRefused || kind == ParquetDiagnostics.ValueRefused
            ? "name the columns that are to be read with \"columns\", or write others into the file"
            : kind == ParquetDiagnostics.TooMuch ? "write it again, in smaller row groups or several files" : null;
        return new(kind, place, $"The Parquet file cannot be used: {failure.Message}", hint);
    }
}
