using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace SynthTool.Formats.Parquet;

/// <summary>Walks over the entries of a leaf in a row group.</summary>
internal sealed class LeafCursor
{
    private readonly LeafInfo leaf;
    private readonly int entries;
    private readonly int[] definitions;
    private readonly int[] repetitions;
    private readonly ReadOnlyMemory<byte> values;
    private readonly ReadOnlyMemory<byte>[]? words;
    private readonly int[] references;
    private int entry;
    private int value;
    private int position;

    private LeafCursor(LeafInfo leaf, int entries, int[] definitions, int[] repetitions, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte>[]? words, int[] references)
    {
        this.leaf = leaf;
        this.entries = entries;
        this.definitions = definitions;
        this.repetitions = repetitions;
        this.values = values;
        this.words = words;
        this.references = references;
    }

    public bool IsAtEnd => entry == entries;

    /// <summary>The current entry's levels.</summary>
    public int Definition => IsAtEnd ? throw Damaged() : definitions[entry];

    public int Repetition => IsAtEnd || leaf.Repetition == 0 ? 0 : repetitions[entry];

    public bool HasValue => Definition == leaf.Definition;

    /// <param name="data">An unpacked page.</param>
    /// <param name="page">What stands before it.</param>
    /// <param name="leaf">What its entries are.</param>
    /// <param name="words">The dictionary before it, when there is one.</param>
    public static LeafCursor Of(ReadOnlyMemory<byte> data, PageHeader page, LeafInfo leaf, ReadOnlyMemory<byte>[]? words)
    {
        var repetitions = leaf.Repetition > 0 ? LevelsOf(ref data, page.Entries, leaf.Repetition) : [];
        var definitions = LevelsOf(ref data, page.Entries, leaf.Definition);
        if (!page.RefersToWords)
        {
            return new LeafCursor(leaf, page.Entries, definitions, repetitions, data, null, []);
        }

        var most = (words ?? throw Damaged()).Length - 1;
        var width = data.Length > 0 ? data.Span[0] : throw Damaged();
        var present = definitions.AsSpan().Count(leaf.Definition);
        var references = width <= 24 ? Levels.Unpack(data.Span[1..], width, present, most) : throw Damaged();
        return new LeafCursor(leaf, page.Entries, definitions, repetitions, default, words, references);
    }

    /// <summary>The texts of a dictionary.</summary>
    public static ReadOnlyMemory<byte>[] TextsOf(ReadOnlyMemory<byte> data, int count)
    {
        // A text takes four bytes at least.
        var texts = new ReadOnlyMemory<byte>[count <= data.Length / sizeof(int) ? count : throw Damaged()];
        var position = 0;
        for (var i = 0; i < count; i++)
        {
            texts[i] = TextAt(data, ref position);
        }

        return texts;
    }

    public void Next() => entry++;

    /// <summary>Writes the current entry's value and goes to the next entry.</summary>
    public void WriteValue(Utf8JsonWriter json)
    {
        entry++;
        switch (leaf.Kind)
        {
            case ParquetKind.Integer:
                json.WriteNumberValue(BinaryPrimitives.ReadInt64LittleEndian(Fixed(sizeof(long))));
                break;
            case ParquetKind.Number:
                var number = BinaryPrimitives.ReadDoubleLittleEndian(Fixed(sizeof(double)));
                json.WriteNumberValue(double.IsFinite(number) ? number : throw Damaged());
                break;
            case ParquetKind.Boolean:
                json.WriteBooleanValue(((Bit(value / 8) >> (value % 8)) & 1) == 1);
                value++;
                break;
            default:
                var text = words is null ? TextAt(values, ref position) : words[references[value++]];
                json.WriteStringValue(Utf8.IsValid(text.Span) ? text.Span : throw Damaged());
                break;
        }
    }

    private static int[] LevelsOf(ref ReadOnlyMemory<byte> data, int entries, int most)
    {
        var position = 0;
        var packed = TextAt(data, ref position);
        data = data[position..];
        return Levels.Unpack(packed.Span, Levels.WidthOf(most), entries, most);
    }

    private static ReadOnlyMemory<byte> TextAt(ReadOnlyMemory<byte> data, ref int position)
    {
        var length = data.Length - position >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(data.Span[position..]) : -1;
        if (length < 0 || length > data.Length - position - sizeof(int))
        {
            throw Damaged();
        }

        var text = data.Slice(position + sizeof(int), length);
        position += sizeof(int) + length;
        return text;
    }

    private ReadOnlySpan<byte> Fixed(int size)
    {
        var bytes = values.Length - position >= size ? values.Span.Slice(position, size) : throw Damaged();
        position += size;
        return bytes;
    }

    private byte Bit(int index) => index < values.Length ? values.Span[index] : throw Damaged();

    private static ParquetFailure Damaged() => ParquetFailure.Unreadable("the values of a page of it are damaged");
}
