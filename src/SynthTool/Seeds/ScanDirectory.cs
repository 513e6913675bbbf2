using System.Collections.Immutable;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Formats.Records;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>A file as an earlier scan saw it.</summary>
/// <param name="Size">Of the bytes in which its records lie, which may be others than its own.</param>
internal sealed record CachedFile(string Path, int Source, RecordFormat Format, FileStamp Stamp, long Size);

/// <summary>Everything that a <see cref="ScanCache"/> remembers but for the hashes of single seeds.</summary>
internal sealed record ScanDirectory(
    ContentHash Context, ContentHash OrderDigest, long StartedNs, ImmutableArray<CachedFile> Files, ImmutableArray<PartitionEntry> Entries)
{
    public static ScanDirectory Of(ScanIndex index, ContentHash order) => new(
        index.Context,
        order,
        index.StartedNs,
        [.. index.Files.Select(f => new CachedFile(f.File.RepoPath, f.Source.Index, f.File.Format, f.File.ScanStamp, f.File.Size))],
        index.Entries);

    public byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        new Writer(writer).Write(this);
        writer.Flush();
        return memory.ToArray();
    }

    /// <summary>Reads <see cref="ToBytes"/>' form; null when it is not one, or not one of so many seeds.</summary>
    public static ScanDirectory? TryRead(byte[] bytes, int seeds)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        try
        {
            var directory = new Reader(reader).Read();
            return directory.Entries.Sum(e => (long)e.Partition.Count) == seeds ? directory : null;
        }
        catch (Exception error) when (error is IOException or FormatException or ArgumentException or OverflowException)
        {
            return null; // the checksum was right, so somebody made it so; it is only a cache
        }
    }

    private sealed class Writer(BinaryWriter to)
    {
        private readonly Dictionary<string, int> shapes = new(StringComparer.Ordinal);

        public void Write(ScanDirectory directory)
        {
            Write(directory.Context);
            Write(directory.OrderDigest);
            to.Write(directory.StartedNs);
            to.Write(directory.Files.Length);
            foreach (var file in directory.Files)
            {
                to.Write(file.Path);
                to.Write(file.Source);
                to.Write((int)file.Format);
                Write(file.Stamp);
                to.Write(file.Size);
            }

            to.Write(directory.Entries.Length);
            foreach (var entry in directory.Entries)
            {
                Write(entry);
            }
        }

        private void Write(PartitionEntry entry)
        {
            to.Write(entry.Partition.FirstKey);
            to.Write(entry.Partition.Count);
            Write(entry.Partition.Digest);
            to.Write(entry.FirstHash);
            Write(entry.Raw);
            to.Write(entry.HasLimitEnd);
            to.Write(entry.Extents.Length);
            foreach (var extent in entry.Extents)
            {
                to.Write7BitEncodedInt(extent.File);
                to.Write7BitEncodedInt64(extent.Start);
                to.Write7BitEncodedInt64(extent.End);
                to.Write7BitEncodedInt64(extent.Line);
                to.Write7BitEncodedInt64(extent.EndLine);
            }

            to.Write7BitEncodedInt(entry.Dropped.Length);
            foreach (var dropped in entry.Dropped)
            {
                to.Write7BitEncodedInt(dropped.Position);
                to.Write(dropped.KeyHash);
                to.Write(dropped.Content);
            }

            to.Write7BitEncodedInt(entry.Shares.Length);
            foreach (var share in entry.Shares)
            {
                to.Write7BitEncodedInt(share.Source);
                to.Write7BitEncodedInt(share.Chosen);
                to.Write7BitEncodedInt(share.Seeds);
                Write(share.Shape);
            }
        }

        // Most partitions share one shape: its text is written once, and then its number.
        private void Write(Shape? shape)
        {
            var text = shape?.ToText() ?? "";
            if (shapes.TryGetValue(text, out var number))
            {
                to.Write7BitEncodedInt(number);
                return;
            }

            to.Write7BitEncodedInt(shapes.Count);
            to.Write(text);
            shapes.Add(text, shapes.Count);
        }

        private void Write(in ContentHash hash)
        {
            Span<byte> bytes = stackalloc byte[ContentHash.Size];
            hash.CopyTo(bytes);
            to.Write(bytes);
        }

        private void Write(in FileStamp stamp)
        {
            to.Write(stamp.Size);
            to.Write(stamp.ModifiedNs);
            to.Write(stamp.ChangedNs);
            to.Write(stamp.Inode);
            to.Write(stamp.IsFolder);
        }
    }

    private sealed class Reader(BinaryReader from)
    {
        private readonly List<Shape?> shapes = [];
        private int seeds;

        public ScanDirectory Read() => new(Hash(), Hash(), from.ReadInt64(), Many(from.ReadInt32(), File), Many(from.ReadInt32(), Entry));

        private CachedFile File() => new(
            from.ReadString(),
            from.ReadInt32(),
            (RecordFormat)from.ReadInt32(),
            new FileStamp(from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadUInt64(), from.ReadBoolean()),
            from.ReadInt64());

        private PartitionEntry Entry()
        {
            var first = seeds;
            var partition = new Partition(from.ReadString(), 0, from.ReadInt32(), Hash());
            seeds = checked(seeds + Math.Max(0, partition.Count));
            return new PartitionEntry
            {
                Partition = partition,
                FirstSeed = first,
                FirstHash = from.ReadUInt64(),
                Raw = Hash(),
                HasLimitEnd = from.ReadBoolean(),
                Extents = Many(from.ReadInt32(), () => new Extent(
                    from.Read7BitEncodedInt(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64())),
                Dropped = Many(from.Read7BitEncodedInt(), () => new DroppedRecord(from.Read7BitEncodedInt(), from.ReadUInt64(), from.ReadUInt64())),
                Shares = Many(from.Read7BitEncodedInt(), () => new SourceShare(from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), ReadShape())),
            };
        }

        private Shape? ReadShape()
        {
            var number = from.Read7BitEncodedInt();
            if (number == shapes.Count)
            {
                var text = from.ReadString();
                shapes.Add(text.Length == 0 ? null : Shape.TryParse(text) ?? throw new FormatException());
            }

            return shapes[number];
        }

        private ContentHash Hash()
        {
            Span<byte> bytes = stackalloc byte[ContentHash.Size];
            from.BaseStream.ReadExactly(bytes);
            return ContentHash.FromBytes(bytes);
        }

        // Grows with what is read: a wrong count must not make room for more than the file can hold.
        private static ImmutableArray<T> Many<T>(int count, Func<T> read)
        {
            var all = ImmutableArray.CreateBuilder<T>();
            for (var i = 0; i < count; i++)
            {
                all.Add(read());
            }

            return all.ToImmutable();
        }
    }
}
