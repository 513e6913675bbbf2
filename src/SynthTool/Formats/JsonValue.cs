using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>Makes JSON values, all in canonical form.</summary>
internal static class JsonValue
{
    // First: the initialisers below use it.
    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = 128 };

    public static readonly JsonElement Null = Parse("null"u8);
    public static readonly JsonElement True = Parse("true"u8);
    public static readonly JsonElement False = Parse("false"u8);

    public static JsonElement Of(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 16);
        CanonicalJson.WriteString(text, buffer);
        return Parse(buffer.WrittenMemory);
    }

    public static JsonElement Of(long number) => Parse(System.Text.Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static JsonElement Of(bool value) => value ? True : False;

    /// <summary>The value that a writer writes, whatever its form.</summary>
    public static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            write(writer);
        }

        return Parse(buffer.WrittenMemory);
    }

    /// <summary>
    /// The same value in canonical form. Rows hold only such values, so that a row read back from its block and a row
    /// fresh from its step are the same bytes in every later prompt.
    /// </summary>
    public static JsonElement Canonical(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False)
        {
            return value;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        CanonicalJson.Write(value, buffer);
        return JsonMarshal.GetRawUtf8Value(value).SequenceEqual(buffer.WrittenSpan) ? value : Parse(buffer.WrittenMemory);
    }

    /// <summary>Reads a value that is known to be valid JSON.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> json) => JsonElement.Parse(json, Bounds);

    /// <summary>Reads a value that is known to be valid JSON; the memory must not change afterwards.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, Bounds).RootElement;
}
