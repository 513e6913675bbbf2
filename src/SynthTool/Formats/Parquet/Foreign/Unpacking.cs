using System.IO.Compression;
using ZstdSharp;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Unpacks a page into room of the size that its header promises.</summary>
internal static class Unpacking
{
    /// <summary>Whether a page can become so large at all: room for it is only taken then.</summary>
    public static bool CanBecome(Codec codec, int packed, int size) => size <= codec switch
    {
        Codec.None => packed,
        Codec.Snappy => (packed * 32L) + 64, // the longest repetition, of 64 bytes, takes three
        Codec.Lz4 => packed * 256L,
        Codec.Gzip => packed * 1040L,
        _ => long.MaxValue,
    };

    /// <exception cref="ParquetFailure">It does not unpack to just that size.</exception>
    public static void Unpack(Codec codec, ReadOnlyMemory<byte> packed, Span<byte> room)
    {
        var size = codec switch
        {
            Codec.None => Copy(packed.Span, room),
            Codec.Snappy => Snappy(packed.Span, room),
            Codec.Gzip => Gzip(packed, room),
            Codec.Brotli => BrotliDecoder.TryDecompress(packed.Span, room, out var written) ? written : -1,
            Codec.Zstd => Zstd(packed.Span, room),
            _ => Lz4.Unpack(packed.Span, room),
        };
        if (size != room.Length)
        {
            throw Bits.Damaged();
        }
    }

    private static int Copy(ReadOnlySpan<byte> packed, Span<byte> room) => packed.TryCopyTo(room) ? packed.Length : -1;

    private static int Snappy(ReadOnlySpan<byte> packed, Span<byte> room)
    {
        try
        {
            return Snappier.Snappy.TryDecompress(packed, room, out var written) ? written : -1;
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or InvalidOperationException)
        {
            return -1;
        }
    }

    private static int Gzip(ReadOnlyMemory<byte> packed, Span<byte> room)
    {
        using var bytes = new MemoryStream(packed.ToArray(), writable: false);
        using var gzip = new GZipStream(bytes, CompressionMode.Decompress);
        try
        {
            return gzip.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }

    private static int Zstd(ReadOnlySpan<byte> packed, Span<byte> room)
    {
        using var zstd = new Decompressor();
        try
        {
            return zstd.TryUnwrap(packed, room, out var written) ? written : -1;
        }
        catch (ZstdException)
        {
            return -1;
        }
    }
}
