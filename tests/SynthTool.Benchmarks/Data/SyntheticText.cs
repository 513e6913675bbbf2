using System.Text;

namespace SynthTool.Benchmarks.Data;

/// <summary>
/// Text that is the same on every machine: made-up words of which few are frequent, so that it compresses about as
/// English does (2.3 to 2.6 to 1 with zstd's fast levels).
/// </summary>
internal static class SyntheticText
{
    private const int Words = 4096;

    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, Words).Select(WordOf)];

    /// <summary>A text of about so many characters that follows from the two numbers.</summary>
    public static string Of(int series, long number, int characters)
    {
        var text = new StringBuilder(characters + 16);
        var state = Mixed(((ulong)series << 48) ^ (ulong)number);
        while (text.Length < characters)
        {
            state = Mixed(state);
            var draw = (state >> 11) * (1.0 / (1UL << 53));
            _ = text.Append(Vocabulary[(int)(Words * draw * draw * draw)]).Append((state & 15) == 0 ? ". " : " ");
        }

        return text.Append("end ").Append(number).Append('.').ToString();
    }

    private static string WordOf(int number)
    {
        const string Consonants = "bcdfghklmnprstvw";
        const string Vowels = "aeiou";
        var word = new StringBuilder();
        var state = Mixed((ulong)number + 1);
        for (var left = 1 + (number > 60 ? 1 : 0) + (int)(state % 2); left > 0; left--)
        {
            state = Mixed(state);
            _ = word.Append(Consonants[(int)(state & 15)]).Append(Vowels[(int)((state >> 8) % 5)]).Append((state >> 20 & 1) == 0 ? "" : "n");
        }

        return word.ToString();
    }

    // The finaliser of splitmix64.
    private static ulong Mixed(ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}
