using SynthTool.Formats.Chunks;

namespace SynthTool.Tests.Definition;

public sealed class AChunkedSource
{
    [Theory]
    [InlineData("{ by: heading }", ChunkBy.Heading, null, 0)]
    [InlineData("{ by: heading, max_words: 400, overlap: 0 }", ChunkBy.Heading, 400, 0)]
    [InlineData("{ by: paragraphs, max_words: 1 }", ChunkBy.Paragraphs, 1, 0)]
    [InlineData("{ by: words, max_words: 100, overlap: 50 }", ChunkBy.Words, 100, 50)]
    internal void IsCutAsItSays(string chunk, ChunkBy by, int? most, int overlap)
    {
        var source = Assert.Single(Sample.ReadClean($"dataset: d\nseeds: {{ from: a.md, chunk: {chunk} }}\n").Sources);

        Assert.Equal(new ChunkRule(by, most, overlap), source.Chunk!.Value);
    }

    [Theory]
    [InlineData("«0504»heading")]
    [InlineData("«0503»{ max_words: 5 }")]
    [InlineData("{ by: «0505»sentences }")]
    [InlineData("«0503»{ by: words }")]
    [InlineData("{ by: heading, max_words: «0505»0 }")]
    [InlineData("{ by: heading, max_words: 50, overlap: «0505»5 }")]
    [InlineData("{ by: words, max_words: 50, overlap: «0505»26 }")]
    [InlineData("{ by: words, max_words: 50, «0501»overlaps: 26 }")]
    public void ThatCannotBeCutIsRefused(string chunk) => Sample.AssertFindings($"dataset: d\nseeds: {{ from: a.md, chunk: {chunk} }}\n");
}
