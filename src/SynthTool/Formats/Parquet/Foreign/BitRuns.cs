using System.Buffers.Binary;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Small numbers as the format packs them: runs of one number, or eight at a time with few bits each. They are unpacked one by one, so that a run of billions takes no memory.</summary>
/// <param name="packed">The runs.</param>
/// <param name="width">Bits a number; up to 32.</param>
internal sealed class BitRuns(ReadOnlyMemory<byte> packed, int width)
{
    private int position;
    private long left;
    private bool isRepeated;
    private uint repeated;
    private long bit;

    public uint Next()
    {
        if (width == 0)
        {
            return 0;
        }

        while (left == 0)
        {
            Begin();
        }

        left--;
        if (isRepeated)
        {
            return repeated;
        }

        var number = (uint)Bits.Read(packed.Span, bit, width);
        bit += width;
        return number;
    }

    private void Begin()
    {
        var header = Bits.Varint(packed.Span, ref position);
        isRepeated = (header & 1) == 0;
        left = (long)Math.Min(header >> 1, int.MaxValue);
        var size = isRepeated ? (width + 7) / 8 : left * width;
        if (size > packed.Length - position)
        {
            throw Bits.Damaged();
        }

        Span<byte> number = stackalloc byte[sizeof(uint)];
        number.Clear();
        if (isRepeated)
        {
            packed.Span.Slice(position, (int)size).CopyTo(number);
        }

        (repeated, bit) = (BinaryPrimitives.ReadUInt32LittleEndian(number), position * 8L);
        left = isRepeated ? left : left * 8;
        position += (int)size;
    }
}
