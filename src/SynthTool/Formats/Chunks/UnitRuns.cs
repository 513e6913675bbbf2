namespace SynthTool.Formats.Chunks;

/// <summary>
/// Cuts a run of units into runs of at most so many words. A run that is too long is cut before the unit that ranks first by its own
/// beginning, then both parts likewise: which cut comes next never depends on the text before, so that an edit moves the cuts
/// around it and no other.
/// </summary>
internal static class UnitRuns
{
    /// <summary>No run is shorter than this part of the longest, where units allow it.</summary>
    private const int LeastPart = 4;

    /// <summary>The runs in order, each from a unit to behind another. One that is longer than <paramref name="maxWords"/> is a single unit.</summary>
    public static IEnumerable<(int From, int To)> Cut(string text, IReadOnlyList<Unit> units, int maxWords)
    {
        var before = new long[units.Count + 1];
        for (var i = 0; i < units.Count; i++)
        {
            before[i + 1] = before[i] + units[i].Words;
        }

        LeastRank? ranks = null;
        var open = new Stack<(int From, int To)>();
        open.Push((0, units.Count));
        while (open.TryPop(out var run))
        {
            if (run.To - run.From <= 1 || before[run.To] - before[run.From] <= maxWords)
            {
                if (run.To > run.From)
                {
                    yield return run;
                }

                continue;
            }

            ranks ??= new LeastRank([.. units.Select(u => u.Rank(text))]);
            var cut = CutOf(run, before, maxWords / LeastPart, ranks);
            open.Push((cut, run.To));
            open.Push((run.From, cut));
        }
    }

    private static int CutOf((int From, int To) run, long[] before, int least, LeastRank ranks)
    {
        var first = FirstAtLeast(before, run.From + 1, run.To, before[run.From] + least);
        var behind = FirstAtLeast(before, run.From + 1, run.To, before[run.To] - least + 1);
        return first < behind ? ranks.Between(first, behind) : ranks.Between(run.From + 1, run.To);
    }

    private static int FirstAtLeast(long[] before, int from, int to, long words)
    {
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = before[middle] >= words ? (from, middle) : (middle + 1, to);
        }

        return from;
    }
}
