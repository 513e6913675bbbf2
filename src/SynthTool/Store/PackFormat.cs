using System.Buffers.Binary;
using System.IO.Hashing;

namespace SynthTool.Store;

/// <summary>
/// The bytes of a pack: a header, then records <c>[u32 length][u64 xxh3][32 B key][payload]</c>, where the length is the payload's and the
/// checksum covers length, key and payload. A payload is <c>[u8 kind][u8 attempt][u32 generation][answer]</c>. Numbers are little-endian.
/// </summary>
internal static class PackFormat
{
    public const int HeaderSize = 16;

    /// <summary>What lies before the payload.</summary>
    public const int RecordHeadSize = 4 + 8 + ContentHash.Size;

    /// <summary>What lies before the answer.</summary>
    public const int AnswerOffset = RecordHeadSize + PayloadHeadSize;

    /// <summary>How many bytes tell whether a record may begin at a place.</summary>
    public const int GlanceSize = AnswerOffset + 1;

    private const int PayloadHeadSize = 1 + 1 + 4;
    private const int MaxPayload = PayloadHeadSize + Answer.MaxBytes;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "SynthPak"u8;

    public static void WriteHeader(Span<byte> header)
    {
        header[..HeaderSize].Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[Magic.Length..], Version);
    }

    public static bool IsPack(ReadOnlySpan<byte> header) => header.Length >= HeaderSize && header.StartsWith(Magic);

    public static bool IsTooNew(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header[Magic.Length..]) > Version;

    /// <summary>Completes a record whose answer is already in its place.</summary>
    public static void Complete(Span<byte> record, in ContentHash key, RecordKind kind, byte attempt, uint generation)
    {
        var length = record.Length - RecordHeadSize;
        BinaryPrimitives.WriteInt32LittleEndian(record, length);
        key.CopyTo(record[12..]);
        record[RecordHeadSize] = (byte)kind;
        record[RecordHeadSize + 1] = attempt;
        BinaryPrimitives.WriteUInt32LittleEndian(record[(RecordHeadSize + 2)..], generation);
        BinaryPrimitives.WriteUInt64LittleEndian(record[4..], Checksum(record, length));
    }

    /// <summary>The size of the record that begins here, or 0 when its length can be none.</summary>
    public static int SizeAt(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length < RecordHeadSize ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return length is >= PayloadHeadSize and <= MaxPayload ? RecordHeadSize + (int)length : 0;
    }

    /// <summary>Whether a record may begin here; cheap, for searching behind damage.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> bytes) =>
        SizeAt(bytes) is not 0 and var size
        && bytes.Length >= AnswerOffset
        && bytes[AnswerOffset - 1] == 0 // generations stay below 16 million
        && ((RecordKind)bytes[RecordHeadSize] switch
        {
            RecordKind.Answer or RecordKind.Replacement => size > AnswerOffset && bytes.Length > AnswerOffset && bytes[AnswerOffset] == AnswerBytes.Version,
            RecordKind.Forgotten => size == AnswerOffset,
            _ => false,
        });

    /// <summary>Reads the record that begins here; false when it is cut or damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PackRecord record)
    {
        record = default;
        var size = SizeAt(bytes);
        if (size == 0 || size > bytes.Length || BinaryPrimitives.ReadUInt64LittleEndian(bytes[4..]) != Checksum(bytes, size - RecordHeadSize))
        {
            return false;
        }

        var kind = (RecordKind)bytes[RecordHeadSize];
        record = new PackRecord
        {
            Key = ContentHash.FromBytes(bytes[12..]),
            Kind = kind,
            Attempt = bytes[RecordHeadSize + 1],
            Generation = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(RecordHeadSize + 2)..]),
            Answer = bytes[AnswerOffset..size],
            Bytes = bytes[..size],
        };
        return kind is RecordKind.Answer or RecordKind.Replacement or RecordKind.Forgotten;
    }

    private static ulong Checksum(ReadOnlySpan<byte> record, int length) => XxHash3.HashToUInt64(record.Slice(12, ContentHash.Size + length), length);
}
