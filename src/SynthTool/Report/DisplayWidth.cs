using System.Globalization;
using System.Text;

namespace SynthTool.Report;

/// <summary>How many columns text takes on a terminal: marks none, East Asian characters and pictures two.</summary>
internal static class DisplayWidth
{
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    public static int Of(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        0x200D or (>= 0xFE00 and <= 0xFE0F) => 0,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F)
            or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };

    /// <summary>The text's lines, each made safe to print and cut to a width, at blanks where there are some.</summary>
    public static IEnumerable<string> Wrap(string text, int width) => Printable.Lines(text).SelectMany(line => WrapLine(line, width));

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    private static IEnumerable<string> WrapLine(string line, int width)
    {
        var (current, used, blank) = (new StringBuilder(), 0, -1);
        foreach (var rune in line.EnumerateRunes())
        {
            var wide = Of(rune);
            if (used + wide > width && used > 0)
            {
                var (head, tail) = Split(current.ToString(), blank);
                yield return head;
                current.Clear().Append(tail);
                (used, blank) = (Of(tail), -1);
                if (used == 0 && rune.Value == ' ')
                {
                    continue;
                }
            }

            blank = rune.Value == ' ' && used > 0 ? current.Length : blank;
            current.Append(rune.ToString());
            used += wide;
        }

        yield return current.ToString().TrimEnd();
    }

    private static (string Head, string Tail) Split(string line, int blank) => blank > 0 ? (line[..blank].TrimEnd(), line[(blank + 1)..]) : (line, "");
}
