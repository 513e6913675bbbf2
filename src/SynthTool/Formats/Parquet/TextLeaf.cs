using System.Runtime.InteropServices;
using System.Text.Json;
using global::Parquet;
using global::Parquet.Schema;

namespace SynthTool.Formats.Parquet;

/// <summary>Texts, or the canonical JSON of values of any kind, as UTF-8 from beginning to end.</summary>
/// <remarks>
/// The bytes go to the library as byte arrays: for its strings it computes minimum and maximum in the order of UTF-16, which
/// differs from the format's order, so that readers that trust them would skip rows; and it writes them whole.
/// </remarks>
internal sealed class TextLeaf(string path, int definition, bool repeats, bool isJson) : Leaf(path, definition, repeats)
{
    private readonly TextBuffer texts = new();
    private ReadOnlyMemory<byte>[] values = new ReadOnlyMemory<byte>[64];
    private int count;

    protected override long ValueBytes => texts.Bytes + ((long)count * 16);

    public override Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken ct) =>
        group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(field, values.AsMemory(0, count), Definitions, Repetitions, ct);

    public override void Clear()
    {
        base.Clear();
        texts.Clear();
        count = 0;
    }

    public override void Dispose()
    {
        texts.Dispose();
        base.Dispose();
    }

    protected override void Append(JsonElement value)
    {
        if (count == values.Length)
        {
            Array.Resize(ref values, count * 2);
        }

        values[count++] = isJson ? Json(value) : Text(value);
    }

    private ReadOnlyMemory<byte> Text(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            throw Misfit(value, "text");
        }

        var raw = JsonMarshal.GetRawUtf8Value(value);
        try
        {
            var reader = new Utf8JsonReader(raw);
            _ = reader.Read();
            return texts.Take(reader.CopyString(texts.Reserve(raw.Length)));
        }
        catch (InvalidOperationException)
        {
            throw new ParquetFailure(ParquetDiagnostics.TextInvalid, $"column {Files.Quoted.Text(Path)} takes text, and the row's is not valid Unicode");
        }
    }

    private ReadOnlyMemory<byte> Json(JsonElement value)
    {
        CanonicalJson.Write(value, texts);
        return texts.Take();
    }
}
