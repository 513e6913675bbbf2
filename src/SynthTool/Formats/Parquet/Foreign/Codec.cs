namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>How pages are compressed; the format's own numbers. Two that hardly anybody writes are refused: 3, LZO, and 5, a form of LZ4 that was never described.</summary>
internal enum Codec
{
    None = 0,
    Snappy = 1,
    Gzip = 2,
    Brotli = 4,
    Zstd = 6,
    Lz4 = 7,
}
