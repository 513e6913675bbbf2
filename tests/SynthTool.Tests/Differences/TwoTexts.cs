using CsCheck;
using SynthTool.Differences;

namespace SynthTool.Tests.Differences;

public sealed class TwoTexts
{
    private static readonly string[] Parts = ["a", "bb", "ccc", "Größe", ".", ",", "\n", "🙂", "don't"];

    [Theory]
    [InlineData("", "", "")]
    [InlineData("same words", "same words", "same words")]
    [InlineData("", "new", "{+new+}")]
    [InlineData("the sky is blue.", "the sky is deep blue.", "the sky is {+deep +}blue.")]
    [InlineData("we repair all brands.", "we repair every brand.", "we repair [-all brands-]{+every brand+}.")]
    [InlineData("one two three", "three", "[-one two -]three")]
    [InlineData("cost: 79 euros", "cost: 89 euros", "cost: [-79-]{+89+} euros")]
    [InlineData("go 🙂 now", "go 🙃 now", "go [-🙂-]{+🙃+} now")]
    [InlineData("don't", "can't", "[-don't-]{+can't+}")]
    public void AreMarkedWhereTheirWordsDiffer(string before, string after, string marked) => Assert.Equal(marked, Marked(before, after));

    [Fact]
    public void AreBothWhollyThere() => Gen.Select(Sentence, Sentence).Sample((before, after) => Holds(before, after));

    [Fact]
    public void ThatDifferLittleAreMarkedLittle() => Gen.Select(Sentence, Gen.Int[0, 50]).Sample((text, at) =>
    {
        var words = text.Split(' ');
        words[at % words.Length] += "changed"; // which parts a run of blanks when the word is one
        var removed = WordDifference.Between(text, string.Join(' ', words)).Where(r => r.Mark is WordMark.Removed).Sum(r => r.Text.Count(c => !char.IsWhiteSpace(c)));
        return removed <= words[at % words.Length].Length;
    });

    [Fact]
    public void OfAHundredThousandWordsAreMarkedInBoundedWork()
    {
        var before = string.Join(' ', Enumerable.Range(0, 100_000));
        var after = string.Join(' ', Enumerable.Range(0, 100_000).Select(i => i % 2 == 0 ? i : -i));

        Assert.True(Holds($"head {before} tail", $"head {after} tail"));
        Assert.Equal("head ", WordDifference.Between($"head {before} tail", $"head x {after} tail")[0].Text);
    }

    [Fact]
    public void WithHalfACharacterAreStillWholeThere() => Assert.True(Holds("a\ud83d b", "a\ude42 b"));

    private static Gen<string> Sentence => Gen.Int[0, 8].Select(i => Parts[i]).Array[0, 60].Select(w => string.Join(' ', w));

    private static bool Holds(string before, string after)
    {
        var runs = WordDifference.Between(before, after);
        return before == string.Concat(runs.Where(r => r.Mark is not WordMark.Added).Select(r => r.Text))
            && after == string.Concat(runs.Where(r => r.Mark is not WordMark.Removed).Select(r => r.Text));
    }

    private static string Marked(string before, string after) => string.Concat(WordDifference.Between(before, after).Select(r => r.Mark switch
    {
        WordMark.Removed => $"[-{r.Text}-]",
        WordMark.Added => $"{{+{r.Text}+}}",
        _ => r.Text,
    }));
}
