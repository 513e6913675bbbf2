using SynthTool.Formats.Chunks;

namespace SynthTool.Tests.Formats.Chunks;

public sealed class ADocumentCutByHeading
{
    private static readonly ChunkRule ByHeading = Cutting.Rule(ChunkBy.Heading);

    [Fact]
    public void GivesAChunkForEachSectionWithItsHeading()
    {
        const string Text = "Before all.\n\n# One ##\n\nFirst.\n\nSecond.\n   ### Two\nThird.\n";

        Assert.Equal(["Before all.", "# One ##\n\nFirst.\n\nSecond.", "   ### Two\nThird."], Cutting.Texts(Text, ByHeading));
        Assert.Equal([null, "One", "Two"], Cutting.Headings(Text, ByHeading));
    }

    [Fact]
    public void KeepsAHeadingWithoutTextWithTheNext()
    {
        const string Text = "# Guide\n\n## Install\n\nText.\n\n## Empty\n";

        Assert.Equal(["# Guide\n\n## Install\n\nText.", "## Empty"], Cutting.Texts(Text, ByHeading));
        Assert.Equal(["Install", "Empty"], Cutting.Headings(Text, ByHeading));
    }

    [Fact]
    public void KnowsUnderlinedHeadings()
    {
        const string Text = "Title\n=====\nText.\n\nOther\n-----\n\nMore.\nLines.\n---\n";

        Assert.Equal(["Title", "Other"], Cutting.Headings(Text, ByHeading));
        Assert.Equal("Other\n-----\n\nMore.\nLines.\n---", Cutting.Texts(Text, ByHeading)[1]);
    }

    [Theory]
    [InlineData("```bash\n# no heading\n\n# nor this\n```\nText.")]
    [InlineData("~~~~\n~~~\n# no heading\n\n~~~~\nText.")]
    [InlineData("Text:\n```\n# open to the end")]
    [InlineData("    # code")]
    [InlineData("#5 is a number")]
    [InlineData("####### seven")]
    [InlineData("- item\n---\nText")]
    public void TakesNoOtherLineForAHeading(string text)
    {
        Assert.Equal([text], Cutting.Texts(text, ByHeading));
        Assert.Equal([null], Cutting.Headings(text, ByHeading));
    }

    [Fact]
    public void HasNoHeadingsInPlainText() =>
        Assert.Equal([null], Cutting.Headings("# One\n\nText\n====\n\n# Two\n", ByHeading, isMarkdown: false));

    [Theory]
    [InlineData("")]
    [InlineData("\n \n\t\n")]
    public void GivesNothingWhenItIsEmpty(string text) =>
        Assert.All([ByHeading, Cutting.Rule(ChunkBy.Paragraphs, 5), Cutting.Rule(ChunkBy.Words, 5)], rule => Assert.Empty(Cutting.Texts(text, rule)));

    [Fact]
    public void CutsALongSectionBetweenItsParagraphs()
    {
        var paragraphs = Cutting.Paragraphs(40);
        var chunks = Cutting.Texts("# A\n\n" + string.Join("\n\n", paragraphs), Cutting.Rule(ChunkBy.Heading, 100));

        Assert.True(chunks.Count > 10);
        Assert.All(chunks, c => Assert.InRange(Unit.CountWords(c), 1, 100));
        Assert.Equal("# A\n\n" + string.Join("\n\n", paragraphs), string.Join("\n\n", chunks));
    }
}
