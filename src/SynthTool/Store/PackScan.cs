using Microsoft.Win32.SafeHandles;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>Reads a pack's records in order, over damage. What is cut at the end is left out silently: its writer was killed, or is still writing.</summary>
internal sealed class PackScan
{
    private const int WindowBytes = 1024 * 1024;
    private const long MaxSearchBytes = 1L << 30; // what checksums may be tried on behind damage, so that no file keeps us for ever

    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly OnRecord onRecord;
    private readonly List<PackDamage> damage = [];
    private byte[] window = new byte[WindowBytes];
    private long windowStart;
    private int windowLength;
    private long searched;

    private PackScan(SafeFileHandle file, string path, long length, OnRecord onRecord)
    {
        this.file = file;
        this.path = path;
        this.onRecord = onRecord;
        Length = length;
    }

    public delegate void OnRecord(long offset, in PackRecord record);

    /// <summary>The file's length when the scan began.</summary>
    public long Length { get; }

    /// <summary>Where the last whole record ends.</summary>
    public long End { get; private set; }

    public IReadOnlyList<PackDamage> Damage => damage;

    /// <param name="file">The open pack.</param>
    /// <param name="path">Its absolute path, for errors.</param>
    /// <param name="from">Where a record begins.</param>
    /// <param name="onRecord">Called for each record, in the pack's order.</param>
    public static PackScan Run(SafeFileHandle file, string path, long from, OnRecord onRecord)
    {
        var scan = new PackScan(file, path, Disk.Length(file, path), onRecord) { End = from };
        scan.Run(from);
        return scan;
    }

    private void Run(long from)
    {
        for (var at = from; at < Length;)
        {
            if (TryRecordAt(at, out var size))
            {
                at += size;
                End = at;
                continue;
            }

            var next = NextAfter(at);
            if (next < 0)
            {
                break;
            }

            damage.Add(new PackDamage(at, next - at));
            at = next;
        }
    }

    private bool TryRecordAt(long offset, out int size)
    {
        size = PackFormat.SizeAt(Peek(offset, PackFormat.RecordHeadSize));
        if (size == 0 || offset + size > Length || !PackFormat.TryRead(Peek(offset, size), out var record))
        {
            return false;
        }

        onRecord(offset, record);
        return true;
    }

    /// <summary>Where the next whole record begins, or -1.</summary>
    private long NextAfter(long offset)
    {
        // Most damage leaves the length alone: then the next record is where it should be.
        var size = PackFormat.SizeAt(Peek(offset, PackFormat.RecordHeadSize));
        if (size != 0 && IsWhole(offset + size))
        {
            return offset + size;
        }

        for (var at = offset + 1; at + PackFormat.AnswerOffset <= Length && searched < MaxSearchBytes; at++)
        {
            if (PackFormat.MayBegin(Peek(at, PackFormat.GlanceSize)) && IsWhole(at))
            {
                return at;
            }
        }

        return -1;
    }

    private bool IsWhole(long offset)
    {
        var size = PackFormat.SizeAt(Peek(offset, PackFormat.RecordHeadSize));
        if (size == 0 || offset + size > Length)
        {
            return false;
        }

        searched += size;
        return PackFormat.TryRead(Peek(offset, size), out _);
    }

    /// <summary>The bytes from an offset on; fewer at the file's end.</summary>
    private ReadOnlySpan<byte> Peek(long offset, int count)
    {
        if (offset < windowStart || offset + count > windowStart + windowLength)
        {
            if (window.Length < count)
            {
                window = new byte[count + WindowBytes];
            }

            windowStart = offset;
            windowLength = offset >= Length ? 0 : Disk.Read(file, window.AsSpan(0, (int)Math.Min(window.Length, Length - offset)), offset, path);
        }

        var start = (int)(offset - windowStart);
        return window.AsSpan(start, Math.Max(0, Math.Min(count, windowLength - start)));
    }
}
