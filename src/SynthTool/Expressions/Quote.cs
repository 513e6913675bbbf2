using System.Text;

namespace SynthTool.Expressions;

/// <summary>Foreign text inside a message: quoted, on one line, at most 80 characters, without control characters.</summary>
internal static class Quote
{
    private const int Longest = 80;

    public static string Of(string text) => "\"" + Bare(text).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>The same without quotes, for messages of a library.</summary>
    public static string Bare(string text, int longest = Longest)
    {
        var cut = text.Length <= longest ? text : text[..(longest - (char.IsHighSurrogate(text[longest - 1]) ? 1 : 0))] + "…";
        return string.Concat(cut.EnumerateRunes().Select(rune => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString()));
    }
}
