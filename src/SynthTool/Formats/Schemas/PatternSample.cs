using System.Text;

namespace SynthTool.Formats.Schemas;

/// <summary>A text that a pattern matches, as far as that can be said without trying: looks and word boundaries are left to luck.</summary>
internal sealed class PatternSample
{
    private const int MostLength = 4096;

    private readonly StringBuilder text = new();
    private readonly Dictionary<int, string> groups = [];
    private readonly int variation;
    private readonly int stretch;
    private int choices;

    private PatternSample(int variation, int stretch)
    {
        this.variation = variation;
        this.stretch = stretch;
    }

    /// <param name="pattern">What must match.</param>
    /// <param name="variation">Another number, another text, where the pattern leaves a choice.</param>
    /// <param name="stretch">How much longer than needed repetitions are.</param>
    public static string Of(EcmaPattern pattern, int variation, int stretch)
    {
        var sample = new PatternSample(variation, stretch);
        sample.Add(pattern.Part);
        return sample.text.ToString();
    }

    private void Add(PatternPart part)
    {
        if (text.Length > MostLength)
        {
            return;
        }

        switch (part)
        {
            case PatternPart.One one:
                AddOne(one.Set);
                break;
            case PatternPart.Sequence sequence:
                foreach (var each in sequence.Parts)
                {
                    Add(each);
                }

                break;
            case PatternPart.Choice choice:
                Add(choice.Parts[Choose(choice.Parts.Length)]);
                break;
            case PatternPart.Repeat repeat:
                for (var i = Math.Min((long)repeat.Min + stretch, repeat.Max ?? int.MaxValue); i > 0 && text.Length <= MostLength; i--)
                {
                    Add(repeat.Part);
                }

                break;
            case PatternPart.Group group:
                var from = text.Length;
                Add(group.Part);
                groups[group.Number] = text.ToString(from, text.Length - from);
                break;
            case PatternPart.BackReference reference:
                text.Append(groups.GetValueOrDefault(reference.Number));
                break;
            default:
                break;
        }
    }

    private void AddOne(CodePoints set)
    {
        var likely = Likely(set);
        if (likely.Count > 0)
        {
            text.Append(new Rune(likely[Choose(likely.Count)]).ToString());
        }
    }

    /// <summary>Letters before digits before the rest: samples should be easy to read.</summary>
    private static List<int> Likely(CodePoints set)
    {
        foreach (var (first, last) in ((int, int)[])[('a', 'z'), ('A', 'Z'), ('0', '9'), ('!', '~'), (' ', ' ')])
        {
            var found = Enumerable.Range(first, last - first + 1).Where(set.Contains).ToList();
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [.. set.Ranges.Select(r => r.First).Where(Rune.IsValid).Take(10)];
    }

    private int Choose(int count) => (int)((uint)((variation * 31) + (choices++ * 7)) % (uint)count);
}
