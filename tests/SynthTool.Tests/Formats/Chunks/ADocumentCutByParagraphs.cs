using CsCheck;
using SynthTool.Formats.Chunks;

namespace SynthTool.Tests.Formats.Chunks;

public sealed class ADocumentCutByParagraphs
{
    [Fact]
    public void GivesAChunkForEachParagraphWithTheHeadingAboveIt()
    {
        const string Text = "# One\n\nFirst\nline.\n\n\n  Second.  \n\n```\na\n\nb\n```\n";

        Assert.Equal(["# One\n\nFirst\nline.", "  Second.", "```\na\n\nb\n```"], Cutting.Texts(Text, Cutting.Rule(ChunkBy.Paragraphs)));
        Assert.Equal(["One", "One", "One"], Cutting.Headings(Text, Cutting.Rule(ChunkBy.Paragraphs)));
    }

    [Fact]
    public void PutsShortParagraphsTogether()
    {
        var chunks = Cutting.Texts("one two\n\nthree\n\nfour five\n", Cutting.Rule(ChunkBy.Paragraphs, 5));

        Assert.Equal(["one two\n\nthree\n\nfour five"], chunks);
    }

    [Fact]
    public void CutsALongParagraphBetweenSentencesAndALongSentenceBetweenWords()
    {
        Assert.Equal(["One two three.", "Four “five!”"], Cutting.Texts("One two three. Four “five!”", Cutting.Rule(ChunkBy.Paragraphs, 3)));
        Assert.All(Cutting.Texts(string.Join(' ', Enumerable.Range(0, 500)), Cutting.Rule(ChunkBy.Paragraphs, 20)), c => Assert.InRange(Unit.CountWords(c), 5, 20));
    }

    [Fact]
    public void LosesNoWordAndKeepsTheLimit() => Gen.Select(Gen.String[Gen.Char["ab .\n#`=-\t"], 0, 200], Gen.Int[1, 12], Gen.Bool).Sample((text, most, isMarkdown) =>
    {
        foreach (var by in new[] { ChunkBy.Heading, ChunkBy.Paragraphs, ChunkBy.Words })
        {
            var chunks = Cutting.Texts(text, Cutting.Rule(by, most), isMarkdown);

            Assert.All(chunks, c => Assert.InRange(Unit.CountWords(c), 1, most));
            Assert.Equal(Words(text), chunks.SelectMany(Words));
        }
    });

    [Theory]
    [InlineData(ChunkBy.Heading)]
    [InlineData(ChunkBy.Paragraphs)]
    internal void ChangesLittleElseThanTheChunkThatIsEdited(ChunkBy by)
    {
        var paragraphs = Cutting.Paragraphs(400);
        var rule = Cutting.Rule(by, 150);
        var before = Cutting.Texts(string.Join("\n\n", paragraphs), rule);
        var changed = new List<int>();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var edited = paragraphs.ToList();
            edited[i] = edited[i].Insert(edited[i].IndexOf(' ', edited[i].Length / 2) + 1, "inserted ");
            changed.Add(Cutting.Texts(string.Join("\n\n", edited), rule).Except(before).Count());
        }

        Assert.InRange(changed.Average(), 1, 1.3);
        Assert.InRange(changed.Max(), 1, 5);
    }

    [Fact]
    public void ChangesLittleElseWhenParagraphsComeAndGo()
    {
        var paragraphs = Cutting.Paragraphs(400);
        var rule = Cutting.Rule(ChunkBy.Paragraphs, 150);
        var before = Cutting.Texts(string.Join("\n\n", paragraphs), rule);
        var changed = new List<int>();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var edited = paragraphs.ToList();
            edited.Insert(i, $"Quite new {i}");
            changed.Add(Cutting.Texts(string.Join("\n\n", edited), rule).Except(before).Count());
            edited.RemoveRange(i, 2);
            changed.Add(Cutting.Texts(string.Join("\n\n", edited), rule).Except(before).Count());
        }

        Assert.InRange(changed.Average(), 1, 1.8);
        Assert.InRange(changed.Max(), 1, 8);
    }

    [Fact]
    public void IsCutInReasonableTimeHoweverItsParagraphsRank()
    {
        // Sorted by rank the first cut is always at the beginning: as many cuts as paragraphs.
        var words = Enumerable.Range(0, 60_000).Select(i => $"w{i}").OrderBy(w => new Unit(0, w.Length, 1, null, false).Rank(w)).ToList();

        Assert.Equal(words.Count, Cutting.Texts(string.Join("\n\n", words), Cutting.Rule(ChunkBy.Paragraphs, 1)).Count);
    }

    private static IEnumerable<string> Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
