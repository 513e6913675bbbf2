namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Whole numbers as differences from the one before, packed in blocks. They are unpacked one by one.</summary>
internal sealed class DeltaNumbers
{
    private const int MaxBlock = 1 << 16;

    private readonly ReadOnlyMemory<byte> packed;
    private readonly int perPart;
    private readonly int parts;
    private long left;
    private long number;
    private long least;
    private int position;
    private int widths;
    private int part;
    private int inPart;
    private int width;
    private long bit;

    public DeltaNumbers(ReadOnlyMemory<byte> packed)
    {
        this.packed = packed;
        var block = Bits.Varint(packed.Span, ref position);
        var count = Bits.Varint(packed.Span, ref position);
        if (block is 0 or > MaxBlock || count is 0 || count > block || block % count != 0 || block / count % 8 != 0)
        {
            throw Bits.Damaged();
        }

        (parts, perPart) = ((int)count, (int)(block / count));
        left = (long)Math.Min(Bits.Varint(packed.Span, ref position), int.MaxValue);
        Count = left;
        number = Zigzag();
        (part, inPart) = (parts, perPart);
    }

    /// <summary>How many numbers there are in all.</summary>
    public long Count { get; }

    /// <summary>Goes through the numbers that are left and gives where the bytes behind them begin.</summary>
    public int End()
    {
        while (left > 0)
        {
            _ = Next();
        }

        return position;
    }

    public long Next()
    {
        if (left == 0)
        {
            throw Bits.Damaged();
        }

        var current = number;
        if (--left > 0)
        {
            Advance();
        }

        return current;
    }

    private void Advance()
    {
        if (inPart == perPart)
        {
            BeginPart();
        }

        number = unchecked(number + least + (long)Bits.Read(packed.Span, bit, width));
        bit += width;
        inPart++;
    }

    private void BeginPart()
    {
        if (part == parts)
        {
            least = Zigzag();
            (widths, part) = (position, 0);
            position = parts <= packed.Length - position ? position + parts : throw Bits.Damaged();
        }

        width = packed.Span[widths + part++];
        var size = (long)perPart * width / 8;
        if (width > 64 || size > packed.Length - position)
        {
            throw Bits.Damaged();
        }

        (bit, inPart) = (position * 8L, 0);
        position += (int)size;
    }

    private long Zigzag()
    {
        var value = Bits.Varint(packed.Span, ref position);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
