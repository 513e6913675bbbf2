using System.Text;

namespace SynthTool.Report;

/// <summary>Marks the words that only one of two texts has, as <c>git diff --word-diff</c> does: <c>[-old-]</c>, <c>{+new+}</c>.</summary>
internal static class WordMarks
{
    /// <summary>Longer texts are shown as they are.</summary>
    private const int MostWords = 1000;

    public static (string Own, string Other) Between(string own, string other)
    {
        var (a, b) = (Words(own), Words(other));
        if (own == other || a.Count > MostWords || b.Count > MostWords)
        {
            return (own, other);
        }

        var (inA, inB) = Common(a, b);
        return (Marked(a, inA, "[-", "-]"), Marked(b, inB, "{+", "+}"));
    }

    /// <summary>Words, each with the blanks behind it.</summary>
    private static List<(string Word, string Blank)> Words(string text)
    {
        var words = new List<(string, string)>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            var next = end;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
            {
                next++;
            }

            words.Add((text[at..end], text[end..next]));
            at = next;
        }

        return words;
    }

    /// <summary>Which words belong to the longest common subsequence.</summary>
    private static (bool[] InA, bool[] InB) Common(List<(string Word, string Blank)> a, List<(string Word, string Blank)> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = a[i].Word == b[j].Word ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var (inA, inB) = (new bool[a.Count], new bool[b.Count]);
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            if (a[i].Word == b[j].Word)
            {
                (inA[i++], inB[j++]) = (true, true);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return (inA, inB);
    }

    private static string Marked(List<(string Word, string Blank)> words, bool[] isCommon, string open, string close)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            var (begins, ends) = (!isCommon[i] && (i == 0 || isCommon[i - 1]), !isCommon[i] && (i == words.Count - 1 || isCommon[i + 1]));
            text.Append(begins ? open : "").Append(words[i].Word).Append(ends ? close : "").Append(words[i].Blank);
        }

        return text.ToString();
    }
}
