namespace SynthTool.Diagnostics;

/// <summary>"Did you mean": the known name nearest to what was written.</summary>
internal static class Suggestion
{
    /// <summary>The nearest candidate within a third of the written name's length (at least 1 edit, at most 3), or null.</summary>
    public static string? For(string written, IEnumerable<string> candidates)
    {
        var limit = Math.Clamp(written.Length / 3, 1, 3);
        return candidates
            .Where(c => Math.Abs(c.Length - written.Length) <= limit)
            .Select(c => (Candidate: c, Distance: Distance(written, c)))
            .Where(c => c.Distance <= limit)
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Candidate, StringComparer.Ordinal)
            .Select(c => c.Candidate)
            .FirstOrDefault();
    }

    /// <summary>A hint such as <c>did you mean "prompt"?</c>, or the list of what is known; null when nothing is.</summary>
    public static string? Hint(string written, IReadOnlyCollection<string> candidates) => For(written, candidates) switch
    {
        { } near => $"did you mean \"{OnOneLine(near)}\"?",
        _ when candidates.Count == 0 => null,
        _ => $"known here: {string.Join(", ", candidates.Order(StringComparer.Ordinal).Select(OnOneLine))}",
    };

    // Names may be the user's own.
    private static string OnOneLine(string name) => string.Concat(name.Select(c => char.IsControl(c) ? FormattableString.Invariant($"\\u{(int)c:x4}") : c.ToString()));

    /// <summary>Damerau-Levenshtein distance with adjacent transpositions (optimal string alignment), ignoring case.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Cell(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Cell(int[,] rows, string a, string b, int i, int j)
    {
        var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
        var least = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
        return i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1])
            ? Math.Min(least, rows[i - 2, j - 2] + 1)
            : least;
    }

    private static bool Same(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
