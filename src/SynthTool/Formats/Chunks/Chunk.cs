namespace SynthTool.Formats.Chunks;

/// <summary>A piece of a document.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Heading">The nearest heading above its text, or at its beginning; null without one.</param>
internal readonly record struct Chunk(int Start, int End, string? Heading);
