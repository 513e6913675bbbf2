using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Drafts;

/// <summary>The JSON Schema that all surveyed records satisfy: names, types, what is always there, and short lists of values. No lengths, ranges or patterns: few records do not prove them.</summary>
internal static class DraftSchema
{
    public static byte[] Write(SeedSurvey survey)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "A seed");
            json.WriteString("description", FormattableString.Invariant($"Inferred from {survey.Records} record{(survey.Records == 1 ? "" : "s")}: loosen it where other seeds may differ, and tighten it where they may not."));
            WriteTop(json, survey);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteTop(Utf8JsonWriter json, SeedSurvey survey)
    {
        json.WriteString("type", "object");
        if (survey.Fields.IsEmpty)
        {
            return; // maps of any names
        }

        json.WriteStartObject("properties");
        foreach (var field in survey.Fields)
        {
            json.WriteStartObject(field.Name);
            WriteShape(json, field.Shape);
            WriteValues(json, field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteRequired(json, survey.Fields.Where(f => !f.Shape.Nullable).Select(f => f.Name));
        json.WriteBoolean("additionalProperties", false); // so that a misspelt field in a prompt is found before anything is spent
    }

    private static void WriteValues(Utf8JsonWriter json, SurveyedField field)
    {
        if (field.Values.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("enum");
        foreach (var value in field.Values)
        {
            json.WriteStringValue(value);
        }

        if (field.Shape.Nullable)
        {
            json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private static void WriteShape(Utf8JsonWriter json, Shape shape)
    {
        if (TypeOf(shape.Kind) is not { } type)
        {
            return; // null alone, or values of several kinds: anything may come
        }

        if (shape.Nullable)
        {
            json.WriteStartArray("type");
            json.WriteStringValue(type);
            json.WriteStringValue("null");
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("type", type);
        }

        if (shape is { Kind: ShapeKind.Array, Item: { } item } && TypeOf(item.Kind) is not null)
        {
            json.WriteStartObject("items");
            WriteShape(json, item);
            json.WriteEndObject();
        }

        if (shape is { Kind: ShapeKind.Object, Fields.IsEmpty: false })
        {
            WriteMembers(json, shape);
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, Shape shape)
    {
        json.WriteStartObject("properties");
        foreach (var (name, field) in shape.Fields)
        {
            json.WriteStartObject(name);
            WriteShape(json, field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteRequired(json, shape.Fields.Where(f => !f.Value.Nullable).Select(f => f.Key));
    }

    private static void WriteRequired(Utf8JsonWriter json, IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count == 0)
        {
            return;
        }

        json.WriteStartArray("required");
        all.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private static string? TypeOf(ShapeKind kind) => kind switch
    {
        ShapeKind.Boolean => "boolean",
        ShapeKind.Integer => "integer",
        ShapeKind.Number => "number",
        ShapeKind.String => "string",
        ShapeKind.Array => "array",
        ShapeKind.Object => "object",
        _ => null,
    };
}
