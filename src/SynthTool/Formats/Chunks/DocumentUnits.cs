namespace SynthTool.Formats.Chunks;

/// <summary>Finds a document's paragraphs. A heading belongs to the paragraph that follows it, and a fenced block of code is never taken apart at its blank lines.</summary>
internal sealed class DocumentUnits
{
    private const int MostIndent = 3;

    private readonly string text;
    private readonly bool isMarkdown;
    private readonly List<Unit> units = [];
    private int start = -1; // of the unit that is open
    private int end;
    private bool hasText;
    private bool isHeaded;
    private string? heading;
    private int paragraph = -1; // where the open paragraph's only line begins
    private char fence;
    private int fenceLength;

    private DocumentUnits(string text, bool isMarkdown)
    {
        this.text = text;
        this.isMarkdown = isMarkdown;
    }

    /// <param name="text">With <c>\n</c> line ends.</param>
    /// <param name="isMarkdown">Whether lines may be headings.</param>
    public static List<Unit> Of(string text, bool isMarkdown)
    {
        var reader = new DocumentUnits(text, isMarkdown);
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOf('\n');
            var lineEnd = length < 0 ? text.Length : at + length;
            reader.Take(at, lineEnd);
            at = lineEnd + 1;
        }

        reader.Close();
        return reader.units;
    }

    private void Take(int from, int to)
    {
        var line = text.AsSpan(from, to - from).TrimEnd();
        if (line.IsEmpty && fence == default)
        {
            CloseParagraph();
            return;
        }

        if (fence == default && isMarkdown && HeadingOf(line) is { } found)
        {
            Head(from, from + line.Length, found);
            return;
        }

        if (fence == default && isMarkdown && paragraph >= 0 && IsUnderline(line))
        {
            var title = text[paragraph..to].Split('\n')[0].Trim();
            Head(paragraph, from + line.Length, title);
            return;
        }

        if (isMarkdown)
        {
            Fence(line);
        }

        paragraph = hasText || fence != default || !MayBeTitle(line) ? -1 : from;
        start = start < 0 ? from : start;
        end = from + line.Length;
        hasText = true;
    }

    private void Head(int from, int to, string title)
    {
        // An underlined title was taken for a paragraph of its own at first.
        var isOpenTitle = paragraph == from && paragraph >= 0;
        if (hasText && !isOpenTitle)
        {
            Close();
        }

        start = start < 0 ? from : start;
        (end, hasText, isHeaded, paragraph) = (to, false, true, -1);
        heading = title.Length == 0 ? null : title;
    }

    private void CloseParagraph()
    {
        paragraph = -1;
        if (hasText)
        {
            Close();
        }
    }

    private void Close()
    {
        if (start >= 0)
        {
            units.Add(new Unit(start, end, Unit.CountWords(text.AsSpan(start, end - start)), heading, isHeaded));
        }

        (start, hasText, isHeaded, paragraph) = (-1, false, false, -1);
    }

    private void Fence(ReadOnlySpan<char> line)
    {
        var rest = line.TrimStart(' ');
        var length = rest.IsEmpty || rest[0] is not ('`' or '~') ? 0 : rest.IndexOfAnyExcept(rest[0]) is var run and >= 0 ? run : rest.Length;
        if (length < 3)
        {
            return;
        }

        if (fence == default)
        {
            var isInline = rest[0] == '`' && rest[length..].Contains('`');
            (fence, fenceLength) = isInline ? (default, 0) : (rest[0], length);
        }
        else if (rest[0] == fence && length >= fenceLength && rest.Length == length)
        {
            fence = default;
        }
    }

    private static string? HeadingOf(ReadOnlySpan<char> line)
    {
        var rest = line.TrimStart(' ');
        var level = rest.IndexOfAnyExcept('#') is var found and >= 0 ? found : rest.Length;
        if (line.Length - rest.Length > MostIndent || level is 0 or > 6 || (level < rest.Length && rest[level] is not (' ' or '\t')))
        {
            return null;
        }

        var title = rest[level..].Trim();
        var closed = title.TrimEnd('#');
        return (closed.IsEmpty || closed[^1] is ' ' or '\t' ? closed.TrimEnd() : title).ToString();
    }

    private static bool IsUnderline(ReadOnlySpan<char> line) =>
        line.Length > 1 && line[0] is '=' or '-' && line.IndexOfAnyExcept(line[0]) < 0;

    // A list, a quote, a table or the beginning of metadata is no title, whatever stands below it.
    private static bool MayBeTitle(ReadOnlySpan<char> line) =>
        line.Length - line.TrimStart().Length <= MostIndent && line.TrimStart()[0] is not ('-' or '*' or '+' or '>' or '|' or '=' or '<' or '`' or '~');
}
