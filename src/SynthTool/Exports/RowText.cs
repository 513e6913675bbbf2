using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Shards;

namespace SynthTool.Exports;

/// <summary>Writes an output's rows as text, one after the other; <c>\n</c> ends every line.</summary>
/// <param name="output">Names and types of the columns.</param>
/// <param name="format">Any but <see cref="ExportFormat.HuggingFace"/>.</param>
/// <param name="to">Takes whole lines of UTF-8.</param>
internal sealed class RowText(ManifestOutput output, ExportFormat format, Action<ReadOnlySpan<byte>> to) : IDisposable
{
    public const string Messages = "messages";
    private const int FlushFromBytes = 256 * 1024;

    private readonly ArrayBufferWriter<byte> buffer = new();

    // The text of rows goes to files and programs, not into pages: escaping letters would only make it unreadable.
    private readonly Utf8JsonWriter json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly int messages = output.Columns.ToList().FindIndex(c => c.Name == Messages);

    /// <summary>What stands before the first row.</summary>
    public void WriteHead()
    {
        if (format is ExportFormat.Csv)
        {
            WriteCells(output.Columns.Select(c => c.Name));
        }
    }

    /// <param name="values">One for each column; those of type <c>json</c> are text that holds JSON.</param>
    public void Write(JsonElement[] values)
    {
        switch (format)
        {
            case ExportFormat.Csv:
                WriteCells(values.Select(Cell));
                break;
            case ExportFormat.OpenAi:
                WriteObject(() => WriteMember(Messages, values[messages], isJson: false));
                break;
            default:
                WriteObject(() =>
                {
                    for (var i = 0; i < values.Length; i++)
                    {
                        WriteMember(output.Columns[i].Name, values[i], output.Columns[i].Type == "json");
                    }
                });
                break;
        }

        if (buffer.WrittenCount >= FlushFromBytes)
        {
            Flush();
        }
    }

    public void Flush()
    {
        to(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    public void Dispose() => json.Dispose();

    private void WriteObject(Action members)
    {
        json.Reset(buffer);
        json.WriteStartObject();
        members();
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
    }

    private void WriteMember(string name, JsonElement value, bool isJson)
    {
        json.WritePropertyName(name);
        if (isJson && value.ValueKind is JsonValueKind.String)
        {
            json.WriteRawValue(value.GetString()!);
        }
        else
        {
            value.WriteTo(json);
        }
    }

    private void WriteCells(IEnumerable<string> cells)
    {
        buffer.Write(System.Text.Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Quoted))));
        buffer.Write("\n"u8);
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
