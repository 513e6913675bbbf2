namespace SynthTool.Formats.Chunks;

/// <summary>How documents are cut into chunks.</summary>
/// <param name="By">Where.</param>
/// <param name="MaxWords">The longest chunk; null: every section or paragraph is one. Never null by words.</param>
/// <param name="Overlap">How many words a chunk by words repeats of the one before; at most half of <paramref name="MaxWords"/>.</param>
internal sealed record ChunkRule(ChunkBy By, int? MaxWords, int Overlap)
{
    public const int MostWords = 1_000_000;
}
