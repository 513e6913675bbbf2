using System.Buffers.Binary;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Numbers that begin at any bit.</summary>
internal static class Bits
{
    /// <summary>A number of up to 64 bits, the lowest first.</summary>
    public static ulong Read(ReadOnlySpan<byte> bytes, long bit, int width)
    {
        if (width == 0)
        {
            return 0;
        }

        var (at, shift) = ((int)(bit / 8), (int)(bit % 8));
        var number = Load(bytes, at) >> shift;
        if (shift + width > 64)
        {
            number |= (at + 8 < bytes.Length ? (ulong)bytes[at + 8] : throw Damaged()) << (64 - shift);
        }

        return width == 64 ? number : number & ((1UL << width) - 1);
    }

    public static ulong Varint(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = position < bytes.Length ? bytes[position++] : throw Damaged();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    public static ParquetFailure Damaged() => ParquetFailure.Unreadable("a page of it is damaged");

    private static ulong Load(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes.Length - at >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
        }

        var number = 0UL;
        for (var i = at; i < bytes.Length; i++)
        {
            number |= (ulong)bytes[i] << (8 * (i - at));
        }

        return number;
    }
}
