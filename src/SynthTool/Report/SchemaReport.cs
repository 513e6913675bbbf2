using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>A dataset's JSON Schemas as people and editors read them.</summary>
internal static class SchemaReport
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One schema as it is, or all in an object under their names.</summary>
    public static IEnumerable<string> Lines(SchemaOutcome outcome, bool isOne)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            if (isOne)
            {
                outcome.Schemas[0].Schema.WriteTo(json);
            }
            else
            {
                json.WriteStartObject();
                WriteAll(json, outcome);
                json.WriteEndObject();
            }
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan).Split('\n');
    }

    public static void Write(Utf8JsonWriter json, SchemaOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteStartObject("schemas");
        WriteAll(json, outcome);
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, SchemaOutcome outcome)
    {
        foreach (var named in outcome.Schemas)
        {
            json.WritePropertyName(named.Name);
            named.Schema.WriteTo(json);
        }
    }
}
