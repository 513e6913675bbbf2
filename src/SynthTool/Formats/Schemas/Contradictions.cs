using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>Finds in one schema object what plainly fits nothing: a teacher could only be asked for it in vain.</summary>
internal static class Contradictions
{
    private static readonly (string Least, string Most, SchemaTypes Of, string What)[] Counts =
    [
        ("minLength", "maxLength", SchemaTypes.String, "text"),
        ("minItems", "maxItems", SchemaTypes.Array, "array"),
        ("minProperties", "maxProperties", SchemaTypes.Object, "object"),
    ];

    /// <summary>Reports a warning for each; keywords with wrong values are passed over, they are reported elsewhere.</summary>
    /// <param name="types">The types that the object allows.</param>
    public static void Report(SchemaSource source, SchemaLocation at, SchemaTypes types)
    {
        void Add(string keyword, string message) =>
            source.Report(SchemaDiagnostics.FitsNothing, JsonPointer.Append(at.Pointer, keyword), message, "no value can satisfy it: change one of the two");

        foreach (var (least, most, of, what) in Counts)
        {
            if ((types & of) != 0 && Number(at, least) is { } low && Number(at, most) is { } high && Compare(low, high) > 0)
            {
                Add(least, $"{least} {Shown(low)} is more than {most} {Shown(high)}: no {what} fits");
            }
        }

        foreach (var (least, most, isStrict) in ((string, string, bool)[])
            [("minimum", "maximum", false), ("exclusiveMinimum", "maximum", true), ("minimum", "exclusiveMaximum", true), ("exclusiveMinimum", "exclusiveMaximum", true)])
        {
            if ((types & SchemaTypes.Number) != 0 && Number(at, least) is { } low && Number(at, most) is { } high && Compare(low, high) is var order && (order > 0 || (isStrict && order == 0)))
            {
                Add(least, $"{least} {Shown(low)} leaves nothing below {most} {Shown(high)}: no number fits");
            }
        }

        ReportValues(at, types, Add);
        ReportRequired(at, types, Add);
    }

    private static void ReportValues(SchemaLocation at, SchemaTypes types, Action<string, string> add)
    {
        if (!at.Element.TryGetProperty("enum", out var values) || values.ValueKind is not JsonValueKind.Array)
        {
            return;
        }

        if (values.GetArrayLength() == 0)
        {
            add("enum", "enum lists no value: nothing fits");
        }
        else if (!values.EnumerateArray().Any(v => (types & SchemaTypeNames.Of(v)) != 0))
        {
            add("enum", $"enum lists no value that is {SchemaTypeNames.Words(types)}, as type demands: nothing fits");
        }
    }

    private static void ReportRequired(SchemaLocation at, SchemaTypes types, Action<string, string> add)
    {
        if ((types & SchemaTypes.Object) == 0 || !at.Element.TryGetProperty("required", out var required) || required.ValueKind is not JsonValueKind.Array
            || !at.Element.TryGetProperty("properties", out var properties) || properties.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        foreach (var name in required.EnumerateArray().Where(n => n.ValueKind is JsonValueKind.String).Select(n => n.GetString()!))
        {
            if (properties.TryGetProperty(name, out var property) && property.ValueKind is JsonValueKind.False)
            {
                add("required", $"{SchemaText.Quote(name)} is required, and its schema is false: no object fits");
            }
        }
    }

    private static JsonElement? Number(SchemaLocation at, string keyword) => at.Element.TryGetProperty(keyword, out var value) && value.ValueKind is JsonValueKind.Number ? value : null;

    private static int Compare(JsonElement a, JsonElement b) => JsonNumber.Of(JsonMarshal.GetRawUtf8Value(a)).CompareTo(JsonNumber.Of(JsonMarshal.GetRawUtf8Value(b)));

    private static string Shown(JsonElement number) => number.GetRawText() is { Length: <= 40 } text ? text : "of many digits";
}
