using System.Text.Json;
using System.Text.Unicode;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Schemas;

/// <summary>From a schema file's bytes to JSON that nothing later can stumble over.</summary>
internal static class SchemaFile
{
    public static SchemaSource? Read(ReadOnlyMemory<byte> json, string path, out Diagnostic? problem)
    {
        json = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        problem = null;
        if (json.Length > JsonSchema.MostBytes)
        {
            return Fail(new SourcePlace(path), FormattableString.Invariant($"the schema has {json.Length} bytes; at most {JsonSchema.MostBytes} are read"), out problem);
        }

        if (!Utf8.IsValid(json.Span))
        {
            return Fail(JsonPlaces.Of(json.Span, FirstBadByte(json.Span), path), "the schema is not UTF-8 from here on", out problem);
        }

        JsonElement root;
        try
        {
            // Copied: the caller's memory may be borrowed, and the schema lives long.
            json = json.ToArray();
            root = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonLimits.Depth }).RootElement;
        }
        catch (JsonException error)
        {
            var offset = LineStart(json.Span, error.LineNumber ?? 0) + (error.BytePositionInLine ?? 0);
            return Fail(JsonPlaces.Of(json.Span, offset, path), $"the schema is not JSON: {SchemaText.Plain(Sentence(error), 200)}", out problem);
        }

        if (!CanonicalJson.IsWellFormed(root))
        {
            return Fail(new SourcePlace(path), "a string of the schema holds half of a surrogate pair", out problem);
        }

        return JsonPlaces.FindDuplicate(json.Span, out var name) is { } second
            ? Fail(JsonPlaces.Of(json.Span, second, path), $"an object of the schema has the name {SchemaText.Quote(name)} twice", out problem)
            : new SchemaSource(json, path, root);
    }

    private static SchemaSource? Fail(SourcePlace place, string message, out Diagnostic? problem)
    {
        problem = new Diagnostic(SchemaDiagnostics.NotJson, place, message);
        return null;
    }

    // The library's sentence ends with the place, which the finding has already.
    private static string Sentence(JsonException error)
    {
        var end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? error.Message : error.Message[..end];
    }

    private static int LineStart(ReadOnlySpan<byte> json, long line)
    {
        var start = 0;
        for (var i = 0L; i < line && json[start..].IndexOf((byte)'\n') is var end and >= 0; i++)
        {
            start += end + 1;
        }

        return start;
    }

    private static int FirstBadByte(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (at < json.Length && System.Text.Rune.DecodeFromUtf8(json[at..], out _, out var length) is System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
