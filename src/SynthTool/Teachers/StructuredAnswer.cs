using System.Text;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Formats.Schemas;

namespace SynthTool.Teachers;

/// <summary>The JSON in an answer's text.</summary>
/// <param name="Value">Null when nothing in the text fits the schema.</param>
/// <param name="Problems">What does not fit, in words; empty when there is a value.</param>
internal sealed record StructuredAnswer(JsonElement? Value, IReadOnlyList<string> Problems)
{
    private const int MostProblems = 10;

    /// <summary>How many places of the text are tried as the beginning of a value: more would make a hostile text slow.</summary>
    private const int MostBeginnings = 64;

    private const string Fence = "```";
    private const string EndOfThought = "</think>";

    /// <summary>
    /// The first value in the text that fits: the whole text, a fenced block, or an object or array among other words.
    /// When none fits, the problems are those of the first that is JSON at all.
    /// </summary>
    public static StructuredAnswer Read(string text, ResponseSchema form)
    {
        StructuredAnswer? first = null;
        foreach (var candidate in Candidates(text))
        {
            var read = Judge(candidate, form.Schema);
            if (read.Value is not null)
            {
                return read;
            }

            first ??= read;
        }

        return first ?? new StructuredAnswer(null, ["there is no JSON value in the answer"]);
    }

    private static StructuredAnswer Judge(JsonElement value, JsonSchema schema)
    {
        if (!CanonicalJson.IsWellFormed(value))
        {
            return new StructuredAnswer(null, ["a text in it is not valid Unicode"]);
        }

        if (CanonicalJson.TryFindDuplicate(value, out var twice))
        {
            return new StructuredAnswer(null, [$"the name {JsonEncodedText.Encode(twice)} occurs twice in one object"]);
        }

        return schema.IsValid(value)
            ? new StructuredAnswer(value, [])
            : new StructuredAnswer(null, [.. schema.Validate(value, MostProblems).Select(e => e.InstancePath.Length == 0 ? e.Message : $"{e.InstancePath}: {e.Message}")]);
    }

    private static IEnumerable<JsonElement> Candidates(string text)
    {
        if (TryParse(text, out var whole))
        {
            yield return whole;
            yield break;
        }

        var thought = text.LastIndexOf(EndOfThought, StringComparison.Ordinal);
        var said = thought < 0 ? text : text[(thought + EndOfThought.Length)..];
        foreach (var block in FencedBlocks(said))
        {
            if (TryParse(block, out var value))
            {
                yield return value;
            }
        }

        foreach (var value in Embedded(Encoding.UTF8.GetBytes(said)))
        {
            yield return value;
        }
    }

    private static IEnumerable<string> FencedBlocks(string text)
    {
        var at = 0;
        while ((at = text.IndexOf(Fence, at, StringComparison.Ordinal)) >= 0)
        {
            var begin = text.IndexOf('\n', at);
            var end = begin < 0 ? -1 : text.IndexOf(Fence, begin, StringComparison.Ordinal);
            if (end < 0)
            {
                yield break;
            }

            yield return text[begin..end];
            at = end + Fence.Length;
        }
    }

    private static List<JsonElement> Embedded(byte[] text)
    {
        var found = new List<JsonElement>();
        var at = 0;
        for (var tried = 0; tried < MostBeginnings; tried++)
        {
            var step = text.AsSpan(at).IndexOfAny((byte)'{', (byte)'[');
            if (step < 0)
            {
                break;
            }

            at += step;
            at += TryParseStart(text.AsSpan(at), found);
        }

        return found;
    }

    /// <returns>How many bytes to go on: the value's, or one where none begins.</returns>
    private static int TryParseStart(ReadOnlySpan<byte> text, List<JsonElement> found)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            found.Add(JsonElement.ParseValue(ref reader));
            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            return 1;
        }
    }

    private static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            value = JsonElement.Parse(text.AsSpan().Trim());
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }
}
