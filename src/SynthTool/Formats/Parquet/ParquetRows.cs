using System.Buffers;
using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>
/// Reads the files that <see cref="ParquetTable"/> writes, and refuses all others: a damaged or hostile file ends in a
/// <see cref="ParquetFailure"/>. It is our own because the library's reader trusts what it reads: it loops for ever on a
/// cut footer and on pages without size.
/// </summary>
internal static class ParquetRows
{
    // A row's values lie in an array, structs and lists below it.
    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = ParquetType.MaxDepth + 2 };

    /// <summary>The types of the columns, and how many rows there are. Reads the footer alone.</summary>
    /// <param name="file">Must be able to seek.</param>
    public static ParquetFooter Describe(Stream file) => FooterReader.Read(file);

    /// <summary>The rows in order, with one row group in memory at a time; a value for each column. JSON text is text.</summary>
    /// <param name="file">Must be able to seek.</param>
    public static IEnumerable<JsonElement[]> Read(Stream file)
    {
        var footer = Describe(file);
        var leaves = new List<LeafInfo>();
        var columns = ValuePart.Of(footer.Columns, leaves);
        var pages = new PageReader(file);
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var group in footer.Groups)
        {
            pages.BeginGroup();
            var cursors = group.Chunks.Select((chunk, i) => pages.Read(chunk, leaves[i])).ToArray();
            for (var row = 0L; row < group.Rows; row++)
            {
                yield return Next(columns, cursors, buffer);
            }

            if (cursors.Any(c => !c.IsAtEnd))
            {
                throw ParquetFailure.Unreadable("it has more values than rows");
            }
        }
    }

    private static JsonElement[] Next(IReadOnlyList<ValuePart> columns, LeafCursor[] cursors, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var column in columns)
            {
                column.Write(cursors, json);
            }

            json.WriteEndArray();
        }

        // Every list must have ended with the row; a leaf that goes on belongs to another file.
        if (cursors.Any(c => c.Repetition != 0))
        {
            throw ParquetFailure.Unreadable("its rows do not end together");
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory, Bounds);
        return [.. document.RootElement.EnumerateArray().Select(v => v.Clone())];
    }
}
