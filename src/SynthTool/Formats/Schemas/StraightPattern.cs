using System.Text;

namespace SynthTool.Formats.Schemas;

/// <summary>
/// A pattern such as <c>^[a-z]{2}-\d+$</c>: anchored at both ends, one set after the other, and no set that may end early
/// shares a code point with what can follow. It is matched in one pass over UTF-8, many times faster than any engine.
/// </summary>
internal sealed class StraightPattern
{
    private readonly Run[] runs;

    private StraightPattern(Run[] runs) => this.runs = runs;

    /// <summary>The pattern's straight form, or null when it has none.</summary>
    public static StraightPattern? TryMake(PatternPart part)
    {
        if (part is not PatternPart.Sequence { Parts: [PatternPart.Start, .. var middle, PatternPart.End] })
        {
            return null;
        }

        var runs = new List<Run>();
        foreach (var one in middle)
        {
            switch (one)
            {
                case PatternPart.One { Set: var set }:
                    runs.Add(new Run(set, 1, 1));
                    break;
                case PatternPart.Repeat { Part: PatternPart.One { Set: var set } } repeat:
                    runs.Add(new Run(set, repeat.Min, repeat.Max ?? int.MaxValue));
                    break;
                default:
                    return null;
            }
        }

        return IsDecided(runs) ? new StraightPattern([.. runs]) : null;
    }

    public bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        foreach (var run in runs)
        {
            var count = 0;
            while (count < run.Max && !utf8.IsEmpty)
            {
                var (codePoint, length) = First(utf8);
                if (!run.Contains(codePoint))
                {
                    break;
                }

                utf8 = utf8[length..];
                count++;
            }

            if (count < run.Min)
            {
                return false;
            }
        }

        return utf8.IsEmpty;
    }

    public bool IsMatch(ReadOnlySpan<char> text) => IsMatch(Encoding.UTF8.GetBytes(text.ToArray()));

    private static (int CodePoint, int Length) First(ReadOnlySpan<byte> utf8)
    {
        if (utf8[0] < 0x80)
        {
            return (utf8[0], 1);
        }

        _ = Rune.DecodeFromUtf8(utf8, out var rune, out var length);
        return (rune.Value, length);
    }

    /// <summary>Whether taking as much as possible of each run is always right.</summary>
    private static bool IsDecided(List<Run> runs)
    {
        for (var i = 0; i < runs.Count; i++)
        {
            for (var next = i + 1; runs[i].Min != runs[i].Max && next < runs.Count; next++)
            {
                if (runs[i].Set.Overlaps(runs[next].Set))
                {
                    return false;
                }

                if (runs[next].Min > 0)
                {
                    break;
                }
            }
        }

        return true;
    }

    private sealed class Run(CodePoints set, int min, int max)
    {
        private readonly bool[] ascii = [.. Enumerable.Range(0, 128).Select(set.Contains)];

        public CodePoints Set { get; } = set;

        public int Min { get; } = min;

        public int Max { get; } = max;

        public bool Contains(int codePoint) => codePoint < 128 ? ascii[codePoint] : Set.Contains(codePoint);
    }
}
