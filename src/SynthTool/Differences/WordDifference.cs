using System.Collections.Immutable;

namespace SynthTool.Differences;

/// <summary>Finds the words in which two texts differ: a shortest edit by Myers' greedy way, within bounds.</summary>
internal static class WordDifference
{
    private const int MaxWords = 20_000;
    private const int MaxEdits = 400;

    /// <summary>The runs whose kept and removed parts are the old text and whose kept and added parts are the new one.</summary>
    /// <remarks>Texts that are too long or too different are marked as one replacement between what they begin and end with.</remarks>
    public static ImmutableArray<WordRun> Between(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var head = 0;
        while (head < old.Count && head < now.Count && Same(before, old[head], after, now[head]))
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Count - head && tail < now.Count - head && Same(before, old[^(tail + 1)], after, now[^(tail + 1)]))
        {
            tail++;
        }

        var runs = new WordRuns();
        old.Take(head).ToList().ForEach(w => runs.Add(WordMark.Kept, before[w]));
        var (left, right) = (old[head..^tail], now[head..^tail]);
        if (left.Count + right.Count > MaxWords || !TryMark(before, left, after, right, runs))
        {
            left.ForEach(w => runs.Add(WordMark.Removed, before[w]));
            right.ForEach(w => runs.Add(WordMark.Added, after[w]));
        }

        old.Skip(old.Count - tail).ToList().ForEach(w => runs.Add(WordMark.Kept, before[w]));
        return runs.Finish();
    }

    /// <summary>Words of letters and digits, runs of blanks, and every other character by itself.</summary>
    private static List<Range> Words(string text)
    {
        var words = new List<Range>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            var kind = KindOf(text[start]);
            while (end < text.Length && kind is not WordKind.Other && KindOf(text[end]) == kind)
            {
                end++;
            }

            // A pair of surrogates is one character.
            if (kind is WordKind.Other && char.IsHighSurrogate(text[start]) && end < text.Length && char.IsLowSurrogate(text[end]))
            {
                end++;
            }

            words.Add(start..end);
            start = end;
        }

        return words;
    }

    private static WordKind KindOf(char c) => c switch
    {
        _ when char.IsWhiteSpace(c) => WordKind.Blank,
        _ when char.IsLetterOrDigit(c) || c is '_' or '\'' or '’' => WordKind.Word,
        _ when char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark => WordKind.Word,
        _ => WordKind.Other,
    };

    private static bool Same(string a, Range x, string b, Range y) => a.AsSpan(x).SequenceEqual(b.AsSpan(y));

    /// <summary>Myers: the furthest point on each diagonal for every number of edits, then the way back.</summary>
    private static bool TryMark(string before, List<Range> old, string after, List<Range> now, WordRuns runs)
    {
        var most = Math.Min(MaxEdits, old.Count + now.Count);
        var furthest = new int[(2 * most) + 2];
        var steps = new List<int[]>();
        for (var edits = 0; edits <= most; edits++)
        {
            for (var k = -edits; k <= edits; k += 2)
            {
                var x = k == -edits || (k != edits && furthest[most + k - 1] < furthest[most + k + 1]) ? furthest[most + k + 1] : furthest[most + k - 1] + 1;
                while (x < old.Count && x - k < now.Count && Same(before, old[x], after, now[x - k]))
                {
                    x++;
                }

                furthest[most + k] = x;
                if (x >= old.Count && x - k >= now.Count)
                {
                    MarkBack(before, old, after, now, steps, runs);
                    return true;
                }
            }

            steps.Add(furthest[(most - edits)..(most + edits + 1)]);
        }

        return false;
    }

    private static void MarkBack(string before, List<Range> old, string after, List<Range> now, List<int[]> steps, WordRuns runs)
    {
        var marks = new Stack<(WordMark Mark, string Text)>();
        var (x, y) = (old.Count, now.Count);
        for (var edits = steps.Count; edits > 0; edits--)
        {
            var earlier = steps[edits - 1]; // diagonals -(edits - 1) … edits - 1
            var k = x - y;
            var isDown = k == -edits || (k != edits && At(k - 1) < At(k + 1));
            var fromX = isDown ? At(k + 1) : At(k - 1);
            var fromY = fromX - (isDown ? k + 1 : k - 1);
            var (startX, startY) = isDown ? (fromX, fromY + 1) : (fromX + 1, fromY);
            Keep(startX, startY);
            marks.Push(isDown ? (WordMark.Added, after[now[fromY]]) : (WordMark.Removed, before[old[fromX]]));
            (x, y) = (fromX, fromY);

            int At(int diagonal) => Math.Abs(diagonal) <= edits - 1 ? earlier[diagonal + edits - 1] : -1;
        }

        Keep(0, 0);
        foreach (var (mark, text) in marks)
        {
            runs.Add(mark, text);
        }

        void Keep(int downToX, int downToY)
        {
            while (x > downToX && y > downToY)
            {
                (x, y) = (x - 1, y - 1);
                marks.Push((WordMark.Kept, before[old[x]]));
            }
        }
    }

    private enum WordKind
    {
        Word,
        Blank,
        Other,
    }
}
