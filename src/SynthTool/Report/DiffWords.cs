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
