using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Differences;

namespace SynthTool.Report;

/// <summary>Values of rows that differ, shortened to what is worth reading.</summary>
internal static class DiffWords
{
    private const string Cut = "…";
    private const int Context = 40;
    private const int LongestRun = 240;
    private const int LongestValue = 160;
    private const int MostParts = 8;

    /// <summary>Words of two texts: what was kept is cut to the words around an edit.</summary>
    public static IEnumerable<PaintedPart> Of(ImmutableArray<WordRun> runs)
    {
        for (var i = 0; i < runs.Length; i++)
        {
            yield return runs[i].Mark switch
            {
                WordMark.Kept => new PaintedPart(Tone.Plain, Kept(OneLine(runs[i].Text), i == 0, i == runs.Length - 1)),
                WordMark.Removed => new PaintedPart(Tone.Removed, Shortened(OneLine(runs[i].Text), LongestRun), true),
                _ => new PaintedPart(Tone.Added, Shortened(OneLine(runs[i].Text), LongestRun), true),
            };
        }
    }

    /// <summary>A value on one line; a text as it stands, the rest as JSON.</summary>
    public static string Of(JsonElement value) =>
        Shortened(OneLine(value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText()), LongestValue);

    /// <summary>A value's parts with the way to each: a conversation's messages by their role, lists and objects by their members, as far as they are few.</summary>
    public static IEnumerable<(string Path, JsonElement Value)> Parts(string path, JsonElement value)
    {
        var parts = value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Role(item) is { } role
                ? [(FormattableString.Invariant($"{path}[{i}].{role}"), item.GetProperty("content"))]
                : Parts(FormattableString.Invariant($"{path}[{i}]"), item)),
            JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Parts($"{path}.{m.Name}", m.Value)),
            _ => [(path, value)],
        };
        var few = parts.Take(MostParts + 1).ToList();
        return few.Count is 0 or > MostParts ? [(path, value)] : few;
    }

    /// <summary>The role of a conversation's message; null for anything else.</summary>
    public static string? Role(JsonElement item) =>
        item.ValueKind is JsonValueKind.Object && item.EnumerateObject().Count() == 2
            && item.TryGetProperty("role", out var role) && role.ValueKind is JsonValueKind.String && role.GetString() is "system" or "user" or "assistant"
            && item.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.String
            ? role.GetString()
            : null;

    /// <summary>Never between the halves of a character.</summary>
    public static string Shortened(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + Cut;

    private static string Kept(string text, bool isFirst, bool isLast) => (isFirst, isLast) switch
    {
        (true, true) => text,
        (true, false) when text.Length > Context => Cut + End(text),
        (false, true) when text.Length > Context => Shortened(text, Context),
        (false, false) when text.Length > 2 * Context => Shortened(text, Context) + End(text),
        _ => text,
    };

    private static string End(string text) => text[(char.IsLowSurrogate(text[^Context]) ? text.Length - Context + 1 : text.Length - Context)..];

    private static string OneLine(string text) => text.ReplaceLineEndings("⏎");
}
