using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using SynthTool.Files;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>
/// What a scan remembers for the next one, in one file that may be deleted at any time. Whatever is odd about the file,
/// it counts as missing.
/// </summary>
/// <remarks>
/// The file holds a head, a directory (<see cref="ScanDirectory"/>), and then two arrays of 8 bytes a seed, in seed
/// order: key hashes and content hashes. Only the directory is kept in memory.
/// </remarks>
internal sealed class ScanCache : IDisposable
{
    private const ulong Magic = 0x32_53_44_45_45_53_59_53; // SYSEEDS2
    private const int HeadSize = 5 * sizeof(long);
    private const int MaxDirectoryBytes = 1 << 30;
    private const long RacyNs = 2_000_000_000;

    private readonly SafeFileHandle handle;
    private readonly string absolute;
    private readonly ScanDirectory directory;
    private readonly long arrays;
    private readonly long seeds;
    private readonly Dictionary<(int Source, string Path), int> byPath = [];

    private ScanCache(SafeFileHandle handle, string absolute, ScanDirectory directory, long arrays, long seeds)
    {
        this.handle = handle;
        this.absolute = absolute;
        this.directory = directory;
        this.arrays = arrays;
        this.seeds = seeds;
        for (var i = 0; i < directory.Files.Length; i++)
        {
            byPath[(directory.Files[i].Source, directory.Files[i].Path)] = i;
        }
    }

    public ContentHash Context => directory.Context;

    public ContentHash OrderDigest => directory.OrderDigest;

    public int SeedCount => (int)seeds;

    public ImmutableArray<CachedFile> Files => directory.Files;

    /// <summary>The partitions, their extents in terms of <see cref="Files"/>.</summary>
    public ImmutableArray<PartitionEntry> Entries => directory.Entries;

    /// <summary>Opens what <see cref="Save"/> wrote; null when there is nothing that can be used.</summary>
    /// <param name="absolute">The cache's file.</param>
    public static ScanCache? TryOpen(string absolute)
    {
        SafeFileHandle? handle = null;
        ScanCache? cache = null;
        try
        {
            handle = Disk.FileExists(absolute) ? Disk.OpenRead(absolute) : null;
            return cache = handle is null ? null : Read(handle, absolute);
        }
        catch (FileFailure)
        {
            return null; // an unreadable cache only costs time
        }
        finally
        {
            if (cache is null)
            {
                handle?.Dispose();
            }
        }
    }

    /// <summary>Remembers a scan; one with errors leaves the file as it is.</summary>
    /// <exception cref="FileFailure">The disk failed.</exception>
    public static void Save(string absolute, SeedSet seeds)
    {
        if (seeds.HasErrors)
        {
            return;
        }

        var directory = ScanDirectory.Of(seeds.Index, seeds.OrderDigest).ToBytes();
        using var file = AtomicFile.Create(absolute, durable: false);
        file.Write(stream =>
        {
            stream.Write(new byte[HeadSize]);
            stream.Write(directory);
            var hash = WriteArrays(stream, seeds.Index.Keys);
            Span<byte> head = stackalloc byte[HeadSize];
            BinaryPrimitives.WriteUInt64LittleEndian(head, Magic);
            BinaryPrimitives.WriteInt64LittleEndian(head[8..], directory.Length);
            BinaryPrimitives.WriteUInt64LittleEndian(head[16..], XxHash3.HashToUInt64(directory));
            BinaryPrimitives.WriteInt64LittleEndian(head[24..], seeds.Index.Keys.Count);
            BinaryPrimitives.WriteUInt64LittleEndian(head[32..], hash);
            stream.Position = 0;
            stream.Write(head);
        });
        file.Commit();
    }

    public void Dispose() => handle.Dispose();

    /// <summary>Reads the hashes of a partition's seeds; false when that fails.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="keys">As long as the partition.</param>
    /// <param name="contents">As long as the partition.</param>
    public bool TryReadHashes(PartitionEntry entry, Span<ulong> keys, Span<ulong> contents) =>
        TryRead(keys, arrays + (entry.FirstSeed * 8L)) && TryRead(contents, arrays + ((seeds + entry.FirstSeed) * 8L));

    /// <summary>Which of <see cref="Files"/> this file is, not touched since; -1 when it may have been.</summary>
    public int UntouchedIndexOf(ScanFile file)
    {
        // A stamp taken in the same moment as a change may miss it: what was young then is looked at again.
        var stamp = file.File.ScanStamp;
        return byPath.TryGetValue((file.Source.Index, file.File.RepoPath), out var index)
            && directory.Files[index].Stamp == stamp
            && Math.Max(stamp.ModifiedNs, stamp.ChangedNs) < directory.StartedNs - RacyNs
            ? index
            : -1;
    }

    private static ScanCache? Read(SafeFileHandle handle, string absolute)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        var length = Disk.Length(handle, absolute);
        if (Disk.Read(handle, head, 0, absolute) < HeadSize || BinaryPrimitives.ReadUInt64LittleEndian(head) != Magic)
        {
            return null;
        }

        var directorySize = BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
        var seeds = BinaryPrimitives.ReadInt64LittleEndian(head[24..]);
        if (directorySize is < 0 or > MaxDirectoryBytes || seeds is < 0 or > int.MaxValue || length != HeadSize + directorySize + (seeds * 16))
        {
            return null;
        }

        var bytes = new byte[directorySize];
        var isWhole = Disk.Read(handle, bytes, HeadSize, absolute) == bytes.Length
            && XxHash3.HashToUInt64(bytes) == BinaryPrimitives.ReadUInt64LittleEndian(head[16..])
            && HashOf(handle, absolute, HeadSize + directorySize) == BinaryPrimitives.ReadUInt64LittleEndian(head[32..]);
        return isWhole && ScanDirectory.TryRead(bytes, (int)seeds) is { } directory
            ? new ScanCache(handle, absolute, directory, HeadSize + directorySize, seeds)
            : null;
    }

    private static ulong HashOf(SafeFileHandle handle, string absolute, long from)
    {
        var hash = new XxHash3();
        var buffer = new byte[256 * 1024];
        for (int read; (read = Disk.Read(handle, buffer, from, absolute)) > 0; from += read)
        {
            hash.Append(buffer.AsSpan(0, read));
        }

        return hash.GetCurrentHashAsUInt64();
    }

    private static ulong WriteArrays(Stream stream, KeyIndex keys)
    {
        var hash = new XxHash3();
        Write(keys.Key);
        Write(keys.Content);
        return hash.GetCurrentHashAsUInt64();

        void Write(Func<int, ulong> hashOf)
        {
            var buffer = new byte[64 * 1024];
            for (var i = 0; i < keys.Count;)
            {
                var length = 0;
                for (; length < buffer.Length && i < keys.Count; length += 8, i++)
                {
                    BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(length), hashOf(i));
                }

                hash.Append(buffer.AsSpan(0, length));
                stream.Write(buffer, 0, length);
            }
        }
    }

    private bool TryRead(Span<ulong> hashes, long offset)
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(hashes);
        try
        {
            if (Disk.Read(handle, bytes, offset, absolute) < bytes.Length)
            {
                return false;
            }
        }
        catch (FileFailure)
        {
            return false;
        }

        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(hashes, hashes);
        }

        return true;
    }
}
