using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>The keywords of one schema object, by type; a keyword of a wrong type is reported and then as good as absent.</summary>
/// <param name="source">The document.</param>
/// <param name="location">The schema object.</param>
internal sealed class SchemaReading(SchemaSource source, SchemaLocation location)
{
    public bool Has(string keyword) => location.Element.TryGetProperty(keyword, out _);

    public string PointerOf(string keyword) => JsonPointer.Append(location.Pointer, keyword);

    /// <summary>A count such as <c>minLength</c>; more than a long holds counts as the largest long.</summary>
    public long? Count(string keyword)
    {
        if (!location.Element.TryGetProperty(keyword, out var value))
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Number || JsonNumber.Of(JsonMarshal.GetRawUtf8Value(value)) is not { IsInteger: true, IsNegative: false })
        {
            return Wrong<long?>(keyword, "a whole number, 0 or more");
        }

        return value.TryGetDecimal(out var count) && count <= long.MaxValue ? (long)count : long.MaxValue;
    }

    public JsonElement? Number(string keyword) => Of(keyword, JsonValueKind.Number, "a number");

    public string? Text(string keyword) => Of(keyword, JsonValueKind.String, "a string")?.GetString();

    public bool IsTrue(string keyword)
    {
        if (!location.Element.TryGetProperty(keyword, out var value))
        {
            return false;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong<bool>(keyword, "true or false");
    }

    public JsonElement? Value(string keyword) => location.Element.TryGetProperty(keyword, out var value) ? value : null;

    public ImmutableArray<JsonElement> Values(string keyword) =>
        Of(keyword, JsonValueKind.Array, "a list") is { } list ? [.. list.EnumerateArray()] : default;

    /// <summary>A list of names, each of them once.</summary>
    public ImmutableArray<string> Names(string keyword) =>
        location.Element.TryGetProperty(keyword, out var value) ? Names(keyword, value) : [];

    public ImmutableArray<string> Names(string keyword, JsonElement value) =>
        value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind is JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString()!).Distinct(StringComparer.Ordinal)]
            : Wrong<ImmutableArray<string>?>(keyword, "a list of property names") ?? [];

    /// <summary>The members of an object such as <c>properties</c>.</summary>
    public IEnumerable<JsonProperty> Members(string keyword) =>
        Of(keyword, JsonValueKind.Object, "an object") is { } members ? members.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private JsonElement? Of(string keyword, JsonValueKind kind, string what)
    {
        if (!location.Element.TryGetProperty(keyword, out var value))
        {
            return null;
        }

        return value.ValueKind == kind ? value : Wrong<JsonElement?>(keyword, what);
    }

    public T? Wrong<T>(string keyword, string what)
    {
        source.Report(SchemaDiagnostics.BadValue, PointerOf(keyword), $"{keyword} must be {what}");
        return default;
    }
}
