using System.Text.Json;
using global::Parquet;
using global::Parquet.Schema;

namespace SynthTool.Formats.Parquet;

/// <summary>A column of values of one size.</summary>
internal abstract class FixedLeaf<T>(string path, int definition, bool repeats) : Leaf(path, definition, repeats)
    where T : unmanaged
{
    private T[] values = new T[64];
    private int count;

    protected override unsafe long ValueBytes => (long)count * sizeof(T);

    public override Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken ct) =>
        group.WriteAllPartsAsync<T>(field, values.AsMemory(0, count), Definitions, Repetitions, ct);

    public override void Clear()
    {
        base.Clear();
        count = 0;
    }

    protected override void Append(JsonElement value)
    {
        if (count == values.Length)
        {
            Array.Resize(ref values, count * 2);
        }

        values[count++] = Convert(value);
    }

    protected abstract T Convert(JsonElement value);

    protected ParquetFailure OutOfRange(JsonElement number, string range) => new(
        ParquetDiagnostics.NumberOutOfRange, $"column {Files.Quoted.Text(Path)} takes {range}, and the row holds {Files.Quoted.Text(number.GetRawText())}");
}
