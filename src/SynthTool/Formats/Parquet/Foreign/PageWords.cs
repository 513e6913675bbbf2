using System.Buffers.Binary;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>A column's dictionary.</summary>
internal sealed class PageWords
{
    private readonly ReadOnlyMemory<byte> data;
    private readonly int size;
    private readonly int[] starts;

    /// <param name="data">An unpacked page of plain values.</param>
    /// <param name="count">How many.</param>
    /// <param name="leaf">The column.</param>
    public PageWords(ReadOnlyMemory<byte> data, int count, ForeignLeaf leaf)
    {
        this.data = data;
        size = leaf.Size;
        var least = size > 0 ? size : sizeof(int);
        if (leaf.Physical is Physical.Boolean || count > data.Length / least)
        {
            throw Bits.Damaged();
        }

        starts = size > 0 ? [] : new int[count + 1];
        var position = 0;
        for (var i = 0; i < starts.Length - 1; i++)
        {
            starts[i] = position;
            _ = TextAt(data.Span, ref position);
        }

        Count = count;
        _ = starts.Length > 0 ? starts[^1] = position : 0;
    }

    public int Count { get; }

    /// <summary>How many bytes it takes in memory.</summary>
    public long Held => data.Length + ((long)starts.Length * sizeof(int));

    public ReadOnlySpan<byte> this[uint number] => number >= Count
        ? throw Bits.Damaged()
        : size > 0 ? data.Span.Slice((int)number * size, size) : data.Span[(starts[number] + sizeof(int))..starts[number + 1]];

    /// <summary>A text with its length before it.</summary>
    public static ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> data, ref int position)
    {
        var length = data.Length - position >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(data[position..]) : -1;
        if (length < 0 || length > data.Length - position - sizeof(int))
        {
            throw Bits.Damaged();
        }

        position += sizeof(int) + length;
        return data.Slice(position - length, length);
    }
}
