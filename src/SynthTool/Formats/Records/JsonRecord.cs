using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Formats.Records;

/// <summary>What may be wrong with a record that should be a JSON object.</summary>
internal static class JsonRecord
{
    private const int MostShown = 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = RecordLimits.MaxDepth };

    /// <summary>Reads an object; the document keeps the memory in use.</summary>
    /// <param name="json">Known to be UTF-8.</param>
    /// <param name="place">The record's file and first line.</param>
    /// <param name="problem">Why there is none.</param>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json, SourcePlace place, out Diagnostic? problem)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Options);
        }
        catch (JsonException)
        {
            problem = Explain(json.Span, place);
            return null;
        }

        problem = ProblemOf(document.RootElement, place);
        if (problem is null)
        {
            return document;
        }

        document.Dispose();
        return null;
    }

    private static Diagnostic? ProblemOf(JsonElement record, SourcePlace place)
    {
        if (record.ValueKind is not JsonValueKind.Object)
        {
            return new(RecordsDiagnostics.NotAnObject, place, $"The record is {NameOf(record.ValueKind)}, and an object is needed");
        }

        // Only an escape can spell half a surrogate pair in valid UTF-8.
        var raw = JsonMarshal.GetRawUtf8Value(record);
        if (raw.IndexOf("\\u"u8) >= 0 && !CanonicalJson.IsWellFormed(record))
        {
            return new(RecordsDiagnostics.LoneSurrogate, place, "The record has a \\u escape that is half a surrogate pair, which is no text");
        }

        return CanonicalJson.TryFindDuplicate(record, out var name)
            ? new(RecordsDiagnostics.DuplicateMember, place, $"The record has the member {Quoted.Text(name)} twice in one object")
            : null;
    }

    // The library's own messages quote the text as it is, so the place is found again and told in our words.
    private static Diagnostic Explain(ReadOnlySpan<byte> json, SourcePlace place)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = json.Length + 1 }));
        var isComplete = false;
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= RecordLimits.MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return new(RecordsDiagnostics.TooDeep, RecordText.At(place, json, (int)reader.TokenStartIndex), FormattableString.Invariant($"The record is nested more than {RecordLimits.MaxDepth} deep"));
                }

                isComplete = reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
            }
        }
        catch (JsonException error)
        {
            return Unexpected(json, place, PositionOf(error, json), isComplete);
        }

        return new(RecordsDiagnostics.InvalidJson, place, "The record is not valid JSON: it ends before its value does", "the line, or the end of the file, may be cut off");
    }

    private static Diagnostic Unexpected(ReadOnlySpan<byte> json, SourcePlace place, int position, bool isComplete)
    {
        var shown = Encoding.UTF8.GetString(json[position..Math.Min(json.Length, position + (MostShown * 3))]).Split('\n')[0];
        var what = shown.Length == 0 ? "the line's end" : Quoted.Text(shown[..Math.Min(shown.Length, MostShown)]);
        return isComplete
            ? new(RecordsDiagnostics.TrailingText, RecordText.At(place, json, position), $"The record has ended, and {what} follows", "put each record on a line of its own")
            : new(RecordsDiagnostics.InvalidJson, RecordText.At(place, json, position), $"The record is not valid JSON: {what} cannot stand here");
    }

    private static int PositionOf(JsonException error, ReadOnlySpan<byte> json)
    {
        var position = 0;
        for (var i = error.LineNumber ?? 0; i > 0; i--)
        {
            position += json[position..].IndexOf((byte)'\n') + 1;
        }

        position = (int)Math.Min(json.Length, position + (error.BytePositionInLine ?? 0));
        while (position > 0 && position < json.Length && (json[position] & 0xC0) == 0x80)
        {
            position--;
        }

        return position;
    }

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
