using SynthTool.Formats.Chunks;

namespace SynthTool.Tests.Formats.Chunks;

public sealed class ADocumentCutByWords
{
    [Fact]
    public void GivesWindowsOfSoManyWords() =>
        Assert.Equal(["a  b\nc", "d e f", "g"], Cutting.Texts(" a  b\nc d e f\n\ng\n", Cutting.Rule(ChunkBy.Words, 3)));

    [Fact]
    public void RepeatsTheWordsOfTheOverlap() =>
        Assert.Equal(["a b c d", "c d e f", "e f g"], Cutting.Texts("a b c d e f g", Cutting.Rule(ChunkBy.Words, 4, 2)));

    [Fact]
    public void EndsWithTheWindowThatHoldsTheLastWord() =>
        Assert.Equal(["a b c d", "c d e f"], Cutting.Texts("a b c d e f", Cutting.Rule(ChunkBy.Words, 4, 2)));

    [Fact]
    public void NamesTheHeadingAboveEachBeginning() =>
        Assert.Equal([null, "A", "A", "B", "B"], Cutting.Headings("x y z\n\n# A\n\na b c d\n\n# B\n\ne f\n", Cutting.Rule(ChunkBy.Words, 3)));
}
