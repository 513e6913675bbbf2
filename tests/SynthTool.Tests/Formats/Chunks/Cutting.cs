using SynthTool.Formats.Chunks;

namespace SynthTool.Tests.Formats.Chunks;

/// <summary>What cutting a text gives.</summary>
internal static class Cutting
{
    public static IReadOnlyList<string> Texts(string text, ChunkRule rule, bool isMarkdown = true) => [.. DocumentChunks.Cut(text, isMarkdown, rule).Select(c => text[c.Start..c.End])];

    public static IReadOnlyList<string?> Headings(string text, ChunkRule rule, bool isMarkdown = true) => [.. DocumentChunks.Cut(text, isMarkdown, rule).Select(c => c.Heading)];

    public static ChunkRule Rule(ChunkBy by, int? most = null, int overlap = 0) => new(by, most, overlap);

    /// <summary>Paragraphs of sentences of made-up words, always the same ones.</summary>
    public static List<string> Paragraphs(int count, int seed = 1)
    {
        var state = (uint)seed;
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, 5 + Next(60)).Select(_ => $"w{Next(5000)}{(Next(9) == 0 ? "." : "")}")))];

        int Next(int below)
        {
            state = (state * 1664525) + 1013904223;
            return (int)((state >> 8) % below);
        }
    }
}
