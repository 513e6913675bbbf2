using System.Buffers;
using System.Text.Json;

namespace SynthTool.Formats.Yaml;

/// <summary>A YAML value as JSON: mappings become objects, keys stay text.</summary>
internal static class YamlJson
{
    /// <summary>Numbers keep their value; what was refused becomes null.</summary>
    public static JsonElement ToElement(YamlNode node)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { MaxDepth = YamlReader.MaxDepth + 1 }))
        {
            Write(json, node);
        }

        using var document = JsonDocument.Parse(bytes.WrittenMemory, new JsonDocumentOptions { MaxDepth = YamlReader.MaxDepth + 1 });
        return document.RootElement.Clone();
    }

    /// <summary>Writes a value as <see cref="ToElement"/> gives it.</summary>
    public static void Write(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Name);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case YamlSequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlScalar scalar:
                Write(json, scalar);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, YamlScalar scalar)
    {
        switch (scalar.Kind)
        {
            case YamlScalarKind.Null:
                json.WriteNullValue();
                break;
            case YamlScalarKind.Boolean:
                json.WriteBooleanValue(scalar.Text[0] is 't' or 'T');
                break;
            case YamlScalarKind.Integer or YamlScalarKind.Float:
                json.WriteRawValue(YamlCore.JsonNumber(scalar.Text), skipInputValidation: false);
                break;
            default:
                json.WriteStringValue(scalar.Text);
                break;
        }
    }
}
