namespace SynthTool.Formats.Chunks;

/// <summary>Where documents are cut.</summary>
internal enum ChunkBy
{
    /// <summary>Before headings.</summary>
    Heading,

    /// <summary>Between paragraphs.</summary>
    Paragraphs,

    /// <summary>After so many words.</summary>
    Words,
}
