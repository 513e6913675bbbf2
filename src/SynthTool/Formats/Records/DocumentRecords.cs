using SynthTool.Formats.Chunks;

namespace SynthTool.Formats.Records;

/// <summary>Makes records of a document's chunks. Their path is added when they are decoded, so that the bytes do not know it.</summary>
internal static class DocumentRecords
{
    /// <param name="text">The document, with <c>\n</c> line ends.</param>
    /// <param name="isMarkdown">Whether lines may be headings.</param>
    /// <param name="rule">How to cut it.</param>
    public static MadeContent Make(string text, bool isMarkdown, ChunkRule rule)
    {
        var made = new MadeRecords();
        var (at, line, position) = (0, 1L, 0);
        foreach (var chunk in DocumentChunks.Cut(text, isMarkdown, rule))
        {
            // Chunks by words overlap, so that the next may begin before the last one's end, but never before its beginning.
            line += text.AsSpan(at, chunk.Start - at).Count('\n');
            at = chunk.Start;
            var number = ++position;
            made.Add(line, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("text"u8, text.AsSpan(chunk.Start, chunk.End - chunk.Start).TrimEnd());
                writer.WriteString("heading"u8, chunk.Heading);
                writer.WriteNumber("position"u8, number);
                writer.WriteEndObject();
            });
        }

        return new MadeContent(made.ToBytes(), []);
    }
}
