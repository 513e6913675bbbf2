using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>
/// The rows of a file that any program may have written, each as a line of JSON. Nothing that the file claims is believed:
/// memory and time are bounded by <see cref="PageBudget"/>. For one thread.
/// </summary>
internal sealed class ForeignRows : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ForeignBytes file;
    private readonly PageBudget budget;
    private readonly ForeignFooter footer;
    private readonly LeafReader?[] leaves;
    private readonly RowWriter writer;
    private readonly Utf8JsonWriter json = new(Stream.Null, Plain);
    private long rowsLeft;

    /// <param name="file">Stays open.</param>
    /// <param name="columns">The columns that are read; empty: all.</param>
    /// <exception cref="ParquetFailure">The file cannot be read.</exception>
    public ForeignRows(ForeignBytes file, ImmutableArray<string> columns)
    {
        this.file = file;
        budget = new PageBudget(file.Length);
        footer = ForeignFooterReader.Read(file, columns);
        leaves = new LeafReader?[footer.Leaves.Length];
        writer = new RowWriter(footer.Columns, leaves);
    }

    /// <summary>How many row groups there are.</summary>
    public int Groups => footer.Groups.Length;

    /// <summary>The row group that the next row comes from, when it is not the first of another.</summary>
    public int Group { get; private set; } = -1;

    /// <summary>Whether the next row begins a row group, or there is none.</summary>
    public bool IsBetweenGroups => rowsLeft == 0;

    /// <summary>How many rows were read, with those that <see cref="SkipTo"/> passed over.</summary>
    public long Row { get; private set; }

    /// <summary>Goes to the beginning of a row group.</summary>
    public void SkipTo(int group)
    {
        (Group, rowsLeft) = (group - 1, 0);
        Row = footer.Groups.Take(group).Sum(g => g.Rows);
    }

    /// <summary>Writes the next row and a line end; false when there is none.</summary>
    /// <exception cref="ParquetFailure">The file is damaged, holds too much, or a value has no form in JSON.</exception>
    public bool TryWrite(ArrayBufferWriter<byte> lines)
    {
        while (rowsLeft == 0)
        {
            if (!BeginGroup())
            {
                return false;
            }
        }

        rowsLeft--;
        Row++;
        var start = lines.WrittenCount;
        json.Reset(lines);
        writer.Write(json);
        json.Flush();
        lines.Write("\n"u8);
        budget.Make(lines.WrittenCount - start);
        if (rowsLeft == 0)
        {
            EndGroup();
        }

        return true;
    }

    public void Dispose()
    {
        Release();
        json.Dispose();
    }

    private bool BeginGroup()
    {
        if (Group + 1 >= Groups)
        {
            return false;
        }

        var group = footer.Groups[++Group];
        Release();
        if (group.Rows == 0)
        {
            return true;
        }

        foreach (var chunk in group.Chunks)
        {
            var leaf = leaves[chunk.Leaf] = new LeafReader(file, chunk, footer.Leaves[chunk.Leaf], budget);
            if (leaf.Repetition != 0)
            {
                throw ParquetFailure.Unreadable("its columns do not fit together");
            }
        }

        rowsLeft = group.Rows;
        return true;
    }

    private void EndGroup()
    {
        if (leaves.Any(l => l is { IsAtEnd: false }))
        {
            throw ParquetFailure.Unreadable("it has more values than rows");
        }
    }

    private void Release()
    {
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i]?.Dispose();
            leaves[i] = null;
        }
    }
}
