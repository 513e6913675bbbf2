using System.Globalization;
using System.Text;

namespace SynthTool.Report;

/// <summary>The one place where text becomes safe to print on a line: no terminal is steered and no line is forged by what a seed or a model said.</summary>
internal static class Printable
{
    /// <summary>
    /// The text with line breaks, control characters, bidirectional controls, halves of characters and what a CI runner takes for a command
    /// wherever it stands in a line (<c>##[</c>, <c>##vso[</c>) written as escapes.
    /// </summary>
    public static string Line(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnsafe(text, i))
            {
                return Escaped(text, i);
            }
        }

        return text;
    }

    /// <summary>The same JSON without what a CI runner takes for a command; such text can only stand in strings.</summary>
    public static string Json(string json) =>
        json.Replace("##[", "##\\u005b", StringComparison.Ordinal).Replace("##vso[", "##vso\\u005b", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text's own lines, each made safe.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(Line);

    private static string Escaped(string text, int from)
    {
        var safe = new StringBuilder(text, 0, from, text.Length + 16);
        for (var i = from; i < text.Length; i++)
        {
            _ = (text[i], IsUnsafe(text, i)) switch
            {
                ('\n', _) => safe.Append("\\n"),
                ('\r', _) => safe.Append("\\r"),
                ('\t', _) => safe.Append("\\t"),
                (var c, true) => safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                (var c, false) => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(string text, int at)
    {
        var c = text[at];
        return c switch
        {
            '[' => text.AsSpan(0, at) is var before && (before.EndsWith("##", StringComparison.Ordinal) || before.EndsWith("##vso", StringComparison.OrdinalIgnoreCase)),
            >= ' ' and < '\u007f' => false,
            _ when char.IsControl(c) => true,
            '\u2028' or '\u2029' or '\ufeff' => true,
            '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
            _ when char.IsHighSurrogate(c) => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
            _ when char.IsLowSurrogate(c) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
            _ => false,
        };
    }
}
