namespace SynthTool.Report;

/// <summary>Text from outside as Markdown code: no link, mention, image or HTML comes of it, whatever it says.</summary>
internal static class MarkdownText
{
    private const char Fence = '`';

    /// <summary>Code in a cell of a table, where <c>|</c> would end the cell.</summary>
    public static string Cell(string text) => Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Code within a line.</summary>
    public static string Code(string text)
    {
        var shown = Printable.Line(text);
        var fence = new string(Fence, LongestRun(shown) + 1);

        // One blank on either side belongs to the marks, and is needed where the text itself has one, or a mark, there.
        return shown switch
        {
            _ when shown.Trim().Length == 0 => "` `",
            [Fence or ' ', ..] or [.., Fence or ' '] => $"{fence} {shown} {fence}",
            _ => $"{fence}{shown}{fence}",
        };
    }

    /// <summary>Lines as a block of code.</summary>
    public static IEnumerable<string> Block(string language, IReadOnlyList<string> lines)
    {
        var fence = new string(Fence, Math.Max(3, lines.Select(LongestRun).DefaultIfEmpty().Max() + 1));
        return [fence + language, .. lines.Select(Printable.Line), fence];
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == Fence ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
