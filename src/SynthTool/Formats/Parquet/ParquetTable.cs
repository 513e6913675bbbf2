using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using global::Parquet;
using global::Parquet.Schema;

namespace SynthTool.Formats.Parquet;

/// <summary>
/// Writes rows of JSON values as one Parquet file. The same rows and columns give the same bytes: row groups end by what
/// they hold, and nothing in the file speaks of time or machine.
/// </summary>
internal sealed class ParquetTable : IDisposable
{
    /// <summary>A row group has at most this many rows. The library writes each column of it as one page.</summary>
    public const int RowsPerGroup = 10_000;

    /// <summary>A row group ends with the row that brings what it holds in memory to this size.</summary>
    public const long BytesPerGroup = 32L << 20;

    /// <summary>A single row may hold this much.</summary>
    public const long MaxRowBytes = 64L << 20;

    private readonly ImmutableArray<Stripe> columns;
    private readonly ImmutableArray<string> names;
    private readonly ImmutableArray<Leaf> leaves;
    private readonly DataField[] fields;
    private readonly ParquetWriter writer;
    private int rowsInGroup;
    private long bytesInGroup;

    private ParquetTable(ParquetColumns columns, StripePlan plan, ParquetWriter writer)
    {
        names = [.. columns.Fields.Select(f => f.Name)];
        this.columns = plan.Columns;
        leaves = plan.Leaves;
        fields = plan.WrittenFields;
        this.writer = writer;
    }

    /// <summary>How many rows were added.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="destination">Is written from its position on, and stays open.</param>
    public static async Task<ParquetTable> CreateAsync(ParquetColumns columns, Stream destination, CancellationToken ct)
    {
        var plan = StripePlan.Of(columns);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        foreach (var word in plan.Words)
        {
            options.ColumnEncodingHints[word.Path.ToString()] = EncodingHint.Dictionary;
        }

        return new ParquetTable(columns, plan, await ParquetWriter.CreateAsync(plan.Schema, destination, options, append: false, ct));
    }

    /// <summary>Adds a row.</summary>
    /// <param name="values">One for each column, in order; undefined is null.</param>
    /// <exception cref="ParquetFailure">A value does not fit its column; the file cannot be finished then.</exception>
    public ValueTask AddAsync(ReadOnlyMemory<JsonElement> values, CancellationToken ct)
    {
        AddEntries(values.Span);
        Rows++;
        rowsInGroup++;
        var held = Held();
        if (held - bytesInGroup > MaxRowBytes)
        {
            throw new ParquetFailure(ParquetDiagnostics.RowTooLarge, FormattableString.Invariant($"the row holds more than {MaxRowBytes >> 20} MiB"));
        }

        bytesInGroup = held;
        return rowsInGroup >= RowsPerGroup || held >= BytesPerGroup ? new ValueTask(WriteGroupAsync(ct)) : ValueTask.CompletedTask;
    }

    /// <summary>Writes what is left and the footer. Without it the destination holds no file.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        if (rowsInGroup > 0)
        {
            await WriteGroupAsync(ct);
        }

        await writer.DisposeAsync();
    }

    /// <summary>Gives the memory back; it is shared by the files that are written one after another.</summary>
    public void Dispose()
    {
        foreach (var leaf in leaves)
        {
            leaf.Dispose();
        }
    }

    private void AddEntries(ReadOnlySpan<JsonElement> values)
    {
        var i = 0;
        try
        {
            for (; i < columns.Length; i++)
            {
                columns[i].Add(values[i], repetition: 0);
            }
        }
        catch (ParquetFailure failure)
        {
            failure.Column = names[i];
            throw;
        }
    }

    private long Held()
    {
        var held = 0L;
        foreach (var leaf in leaves)
        {
            held += leaf.Bytes;
        }

        return held;
    }

    private async Task WriteGroupAsync(CancellationToken ct)
    {
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < leaves.Length; i++)
        {
            await leaves[i].WriteAsync(group, fields[i], ct);
            leaves[i].Clear();
        }

        group.CompleteValidate();
        rowsInGroup = 0;
        bytesInGroup = 0;
    }
}
