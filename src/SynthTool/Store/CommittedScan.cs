using System.Buffers;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>Finds the answers of one piece of a committed file: the lines that begin in it. Pieces are read in parallel.</summary>
internal sealed class CommittedScan
{
    public const int PieceBytes = 4 * 1024 * 1024;

    private const int MaxProblems = 100; // of a piece; the rest of a broken file says nothing new

    private readonly CommittedFile file;
    private readonly long from;
    private readonly long to;

    private CommittedScan(CommittedFile file, long from)
    {
        this.file = file;
        this.from = from;
        to = Math.Min(file.Length, from + PieceBytes);
    }

    public CommittedFile File => file;

    public List<KeyEntry> Entries { get; } = [];

    /// <summary>Lines that are no answers, by their number from 0 within the piece.</summary>
    public List<(int Line, string What)> Problems { get; } = [];

    public int ProblemCount { get; private set; }

    /// <summary>What can still be read as a key in lines that are no answers.</summary>
    public List<ContentHash> DamagedKeys { get; } = [];

    /// <summary>The first conflict marker, by its line's number from 0 within the piece; -1 when there is none.</summary>
    public int ConflictLine { get; private set; } = -1;

    public int LineCount { get; private set; }

    /// <summary>Reads the files on at most so many threads; the pieces come in the files' order.</summary>
    public static IReadOnlyList<CommittedScan> Run(IReadOnlyList<CommittedFile> files, int threads)
    {
        var pieces = files.SelectMany(f => Enumerable.Range(0, (int)((f.Length + PieceBytes - 1) / PieceBytes)).Select(i => new CommittedScan(f, (long)i * PieceBytes))).ToList();
        try
        {
            Parallel.ForEach(pieces, new ParallelOptions { MaxDegreeOfParallelism = threads }, p => p.Run());
        }
        catch (AggregateException many) when (many.Flatten().InnerExceptions.OfType<FileFailure>().FirstOrDefault() is { } failure)
        {
            throw failure;
        }

        return pieces;
    }

    private void Run()
    {
        // One byte earlier: it tells whether a line begins exactly here.
        var start = Math.Max(0, from - 1);
        var buffer = ArrayPool<byte>.Shared.Rent((int)(to - start));
        try
        {
            var bytes = buffer.AsSpan(0, file.Read(buffer.AsSpan(0, (int)(to - start)), start));
            var at = from == 0 ? 0 : bytes.IndexOf((byte)'\n') + 1;
            if (from == 0 && bytes.StartsWith("\uFEFF"u8))
            {
                at = "\uFEFF"u8.Length;
            }

            while (at < bytes.Length && (at > 0 || from == 0))
            {
                var length = bytes[at..].IndexOf((byte)'\n');
                if (length < 0)
                {
                    LongLine(start + at);
                    break;
                }

                Line(bytes.Slice(at, length), start + at);
                at += length + 1;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A line that ends beyond the piece, or with the file.</summary>
    private void LongLine(long offset) => file.ReadLine(offset, line =>
    {
        Line(line, offset);
        return 0;
    });

    private void Line(ReadOnlySpan<byte> line, long offset)
    {
        var number = LineCount++;
        line = line.Trim("\r \t"u8);
        if (line.IsEmpty)
        {
            return;
        }

        if (IsConflictMarker(line))
        {
            ConflictLine = ConflictLine < 0 ? number : ConflictLine;
        }
        else if (AnswerJson.TryIndex(line, out var key, out var isFailure, out var error))
        {
            Entries.Add(KeyEntry.Of(key, file.Number, offset, isFailure));
        }
        else if (ProblemCount++ < MaxProblems)
        {
            Problems.Add((number, error));
            if (KeyIn(line) is { } damaged)
            {
                DamagedKeys.Add(damaged);
            }
        }
    }

    /// <summary>The first 64 hex digits of a line: writers put the key first.</summary>
    private static ContentHash? KeyIn(ReadOnlySpan<byte> line)
    {
        const int Digits = ContentHash.Size * 2;
        var run = 0;
        for (var i = 0; i < line.Length && run < Digits; i++)
        {
            run = char.IsAsciiHexDigit((char)line[i]) ? run + 1 : 0;
            if (run == Digits && ContentHash.TryParse(System.Text.Encoding.ASCII.GetString(line[(i + 1 - Digits)..(i + 1)]), out var key))
            {
                return key;
            }
        }

        return null;
    }

    private static bool IsConflictMarker(ReadOnlySpan<byte> line) =>
        line.StartsWith("<<<<<<<"u8) || line.StartsWith("======="u8) || line.StartsWith(">>>>>>>"u8) || line.StartsWith("|||||||"u8);
}
