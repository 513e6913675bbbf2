using System.Globalization;
using System.Text;

namespace SynthTool.Expressions.Functions;

/// <summary>
/// Characters and words as people count them. A character is a text element (an emoji with its modifiers is one, CR LF is
/// one), so that nothing that counts or cuts characters ever leaves half of one.
/// </summary>
internal static class TextUnits
{
    public static int CountChars(string text)
    {
        if (IsPlain(text))
        {
            return text.Length;
        }

        var count = 0;
        for (var at = 0; at < text.Length; at += StringInfo.GetNextTextElementLength(text.AsSpan(at)))
        {
            count++;
        }

        return count;
    }

    /// <summary>Where the character with this number begins, in UTF-16 units; the text's length when there are fewer.</summary>
    public static int IndexOfChar(string text, int number)
    {
        if (number <= 0)
        {
            return 0;
        }

        if (number >= text.Length)
        {
            return text.Length;
        }

        if (IsPlain(text.AsSpan(0, number + 1)))
        {
            return number;
        }

        var at = 0;
        for (var i = 0; i < number && at < text.Length; i++)
        {
            at += StringInfo.GetNextTextElementLength(text.AsSpan(at));
        }

        return at;
    }

    public static string FirstChars(string text, int count) => text[..IndexOfChar(text, count)];

    /// <summary>Words are runs of anything but white space.</summary>
    public static int CountWords(string text)
    {
        var (count, inWord) = (0, false);
        foreach (var unit in text)
        {
            var isSpace = char.IsWhiteSpace(unit);
            count += !isSpace && !inWord ? 1 : 0;
            inWord = !isSpace;
        }

        return count;
    }

    /// <summary>Whether every UTF-16 unit is a character of its own: ASCII without CR, which joins a following LF.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text) => Ascii.IsValid(text) && !text.Contains('\r');
}
