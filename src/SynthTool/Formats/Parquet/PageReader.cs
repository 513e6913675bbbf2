using ZstdSharp;

namespace SynthTool.Formats.Parquet;

/// <summary>Reads the pages of a row group's leaves. What they may unpack to is bounded, for each group and for the file.</summary>
internal sealed class PageReader(Stream file)
{
    private const long MaxGroupBytes = 256L << 20;
    private const long MaxFileBytes = 16L << 30;

    private long fileBytesLeft = MaxFileBytes;
    private long groupBytesLeft;

    /// <summary>Begins the next row group.</summary>
    public void BeginGroup() => groupBytesLeft = MaxGroupBytes;

    /// <summary>Reads a leaf's part of the group.</summary>
    /// <param name="chunk">Which bytes of the file.</param>
    /// <param name="leaf">What its entries are.</param>
    public LeafCursor Read(ChunkInfo chunk, LeafInfo leaf)
    {
        var bytes = Load(chunk).AsSpan();
        ReadOnlyMemory<byte>[]? dictionary = null;
        while (bytes.Length > 0)
        {
            var page = PageHeader.Read(ref bytes);
            var data = Unpack(bytes[..Bounded(page.PackedBytes, bytes.Length)], page.Bytes, chunk.IsZstd);
            bytes = bytes[page.PackedBytes..];
            if (!page.IsDictionary)
            {
                return bytes.IsEmpty && page.Entries == chunk.Entries ? LeafCursor.Of(data, page, leaf, dictionary) : throw Damaged();
            }

            dictionary = dictionary is null && leaf.Kind is ParquetKind.Text ? LeafCursor.TextsOf(data, page.Entries) : throw Damaged();
        }

        throw Damaged();
    }

    private static ParquetFailure Damaged() => ParquetFailure.Unreadable("a page of it is damaged");

    private static int Bounded(int count, int most) => count <= most ? count : throw Damaged();

    private byte[] Load(ChunkInfo chunk)
    {
        Spend(chunk.Bytes);
        var bytes = new byte[chunk.Bytes];
        file.Position = chunk.Offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    private byte[] Unpack(ReadOnlySpan<byte> packed, int size, bool isZstd)
    {
        Spend(size);
        if (!isZstd)
        {
            return packed.Length == size ? packed.ToArray() : throw Damaged();
        }

        var data = new byte[size];
        using var zstd = new Decompressor();
        try
        {
            return zstd.TryUnwrap(packed, data, out var written) && written == size ? data : throw Damaged();
        }
        catch (ZstdException)
        {
            throw Damaged();
        }
    }

    private void Spend(long bytes)
    {
        groupBytesLeft -= bytes;
        fileBytesLeft -= bytes;
        if (groupBytesLeft < 0 || fileBytesLeft < 0)
        {
            throw ParquetFailure.Unreadable("it unpacks to more than a file of this tool can hold");
        }
    }
}
