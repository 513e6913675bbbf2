namespace SynthTool.Formats.Chunks;

/// <summary>Cuts a document. By heading and by paragraphs the cuts follow from the text around them; by words from the number of words before.</summary>
internal static class DocumentChunks
{
    /// <param name="text">With <c>\n</c> line ends.</param>
    /// <param name="isMarkdown">Whether lines may be headings.</param>
    /// <param name="rule">How to cut.</param>
    /// <returns>In order; none is empty.</returns>
    public static IEnumerable<Chunk> Cut(string text, bool isMarkdown, ChunkRule rule)
    {
        var units = DocumentUnits.Of(text, isMarkdown);
        return rule.By switch
        {
            ChunkBy.Heading => Sections(units).SelectMany(s => rule.MaxWords is { } most ? Limited(text, s, most) : [Joined(s, 0, s.Count)]),
            ChunkBy.Paragraphs => rule.MaxWords is { } most ? Limited(text, units, most) : units.Select(u => new Chunk(u.Start, u.End, u.Heading)),
            _ => Windows(text, units, rule.MaxWords!.Value, rule.Overlap),
        };
    }

    private static IEnumerable<List<Unit>> Sections(List<Unit> units)
    {
        for (var first = 0; first < units.Count;)
        {
            var behind = units.FindIndex(first + 1, u => u.IsGoodStart) is var found and >= 0 ? found : units.Count;
            yield return units.GetRange(first, behind - first);
            first = behind;
        }
    }

    private static IEnumerable<Chunk> Limited(string text, List<Unit> units, int most)
    {
        foreach (var (from, to) in UnitRuns.Cut(text, units, most))
        {
            if (to - from > 1 || units[from].Words <= most)
            {
                yield return Joined(units, from, to);
                continue;
            }

            foreach (var chunk in Finer(text, ParagraphUnits.Sentences(text, units[from]), most))
            {
                yield return chunk;
            }
        }
    }

    private static IEnumerable<Chunk> Finer(string text, List<Unit> sentences, int most)
    {
        foreach (var (from, to) in UnitRuns.Cut(text, sentences, most))
        {
            if (to - from > 1 || sentences[from].Words <= most)
            {
                yield return Joined(sentences, from, to);
                continue;
            }

            var words = ParagraphUnits.Words(text, sentences[from]);
            foreach (var (first, behind) in UnitRuns.Cut(text, words, most))
            {
                yield return Joined(words, first, behind);
            }
        }
    }

    private static IEnumerable<Chunk> Windows(string text, List<Unit> units, int most, int overlap)
    {
        var words = ParagraphUnits.Words(text, new Unit(0, text.Length, 0, null, IsGoodStart: true));
        for (var (from, unit) = (0, 0); from < words.Count; from += most - overlap)
        {
            var to = Math.Min(words.Count, from + most);
            while (unit + 1 < units.Count && units[unit + 1].Start <= words[from].Start)
            {
                unit++;
            }

            yield return new Chunk(words[from].Start, words[to - 1].End, units[unit].Heading);
            if (to == words.Count)
            {
                break;
            }
        }
    }

    private static Chunk Joined(List<Unit> units, int from, int to) => new(units[from].Start, units[to - 1].End, units[from].Heading);
}
