using System.Text.Json;
using global::Parquet;
using global::Parquet.Schema;

namespace SynthTool.Formats.Parquet;

/// <summary>A physical column: the entries of the rows since the last row group, with the levels of each.</summary>
/// <param name="repeats">Whether a list lies above it: only then repetition levels are kept.</param>
internal abstract class Leaf(string path, int definition, bool repeats) : Stripe(path, definition), IDisposable
{
    private const int BytesPerEntry = 2 * sizeof(int);

    private int[] definitions = new int[64];
    private int[] repetitions = new int[repeats ? 64 : 0];
    private int entries;

    /// <summary>About how much memory the entries take.</summary>
    public long Bytes => ValueBytes + ((long)entries * BytesPerEntry);

    protected abstract long ValueBytes { get; }

    protected ReadOnlyMemory<int> Definitions => definitions.AsMemory(0, entries);

    protected ReadOnlyMemory<int>? Repetitions => repeats ? repetitions.AsMemory(0, entries) : null;

    public override void Add(JsonElement value, int repetition)
    {
        if (IsNull(value))
        {
            AddEmpty(repetition, Definition);
            return;
        }

        Append(value);
        AddEmpty(repetition, Definition + 1);
    }

    public override void AddEmpty(int repetition, int level)
    {
        if (entries == definitions.Length)
        {
            Array.Resize(ref definitions, entries * 2);
            Array.Resize(ref repetitions, repeats ? entries * 2 : 0);
        }

        definitions[entries] = level;
        if (repeats)
        {
            repetitions[entries] = repetition;
        }

        entries++;
    }

    /// <summary>Writes the entries as the next column of a row group.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken ct);

    /// <summary>Forgets the entries and keeps the memory.</summary>
    public virtual void Clear() => entries = 0;

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Keeps a value that is not null.</summary>
    protected abstract void Append(JsonElement value);
}
