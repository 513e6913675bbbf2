using System.Text;
using System.Text.Json;
using global::Parquet;
using global::Parquet.Schema;

namespace SynthTool.Formats.Parquet;

/// <summary>Texts of which there are few. Only the library's strings can have a dictionary; of ASCII they sort as the format wants.</summary>
internal sealed class WordLeaf(string path, int definition, bool repeats) : Leaf(path, definition, repeats)
{
    private readonly List<string> known = [];
    private ReadOnlyMemory<char>[] values = new ReadOnlyMemory<char>[64];
    private int count;

    protected override long ValueBytes => (long)count * 32;

    public override Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken ct) =>
        group.WriteAllPartsAsync<ReadOnlyMemory<char>>(field, values.AsMemory(0, count), Definitions, Repetitions, ct);

    public override void Clear()
    {
        base.Clear();
        known.Clear();
        count = 0;
    }

    protected override void Append(JsonElement value)
    {
        if (count == values.Length)
        {
            Array.Resize(ref values, count * 2);
        }

        values[count++] = Known(value).AsMemory();
    }

    private string Known(JsonElement value)
    {
        foreach (var word in known)
        {
            if (value.ValueKind is JsonValueKind.String && value.ValueEquals(word))
            {
                return word;
            }
        }

        var text = value.ValueKind is JsonValueKind.String && value.GetString() is { } t && Ascii.IsValid(t) ? t : throw Misfit(value, "a word of ASCII");
        known.Add(text);
        return text;
    }
}
