namespace SynthTool.Report;

/// <summary>A table that is no wider than the terminal: cells are wrapped, and the widest columns give way first.</summary>
internal static class TextTable
{
    private const int LeastColumn = 8;
    private const int MostLines = 16;
    private const string Gap = "  ";

    /// <summary>The lines, or null when so many columns, or such long cells, are read better one below the other.</summary>
    public static IReadOnlyList<string>? Lines(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        if (Widths(heads, rows, width) is not { } widths)
        {
            return null;
        }

        var cells = rows.Select(row => row.Select((cell, i) => DisplayWidth.Wrap(cell, widths[i]).ToList()).ToList()).ToList();
        if (cells.Any(row => row.Any(cell => cell.Count > MostLines)))
        {
            return null;
        }

        var lines = new List<string>();
        lines.AddRange(Joined([.. heads.Select((h, i) => DisplayWidth.Wrap(h, widths[i]).ToList())], widths));
        lines.Add(string.Join(Gap, widths.Select(w => new string('-', w))));
        var areTall = cells.Any(row => row.Any(cell => cell.Count > 1));
        foreach (var (row, i) in cells.Select((row, i) => (row, i)))
        {
            if (areTall && i > 0)
            {
                lines.Add("");
            }

            lines.AddRange(Joined(row, widths));
        }

        return lines;
    }

    private static IEnumerable<string> Joined(List<List<string>> cells, int[] widths)
    {
        for (var line = 0; line < cells.Max(c => c.Count); line++)
        {
            yield return string.Join(Gap, cells.Select((c, i) => DisplayWidth.Pad(line < c.Count ? c[line] : "", widths[i]))).TrimEnd();
        }
    }

    private static int[]? Widths(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int[] widths = [.. heads.Select((head, i) => rows.Select(row => row[i]).Append(head).SelectMany(Printable.Lines).Max(DisplayWidth.Of)).Select(w => Math.Max(1, w))];
        var room = width - (Gap.Length * (heads.Count - 1));
        while (widths.Sum() > room)
        {
            var widest = Array.IndexOf(widths, widths.Max());
            if (widths[widest] <= LeastColumn)
            {
                return null;
            }

            // Down to the next widest at once: a cell may be a million characters long.
            var next = widths.Where(w => w < widths[widest]).DefaultIfEmpty(LeastColumn).Max();
            var equal = widths.Count(w => w == widths[widest]);
            var over = widths.Sum() - room;
            var to = Math.Max(Math.Max(LeastColumn, next), widths[widest] - ((over + equal - 1) / equal));
            var top = widths[widest];
            for (var i = 0; i < widths.Length; i++)
            {
                widths[i] = widths[i] == top ? to : widths[i];
            }
        }

        return widths;
    }
}
