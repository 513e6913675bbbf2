using SynthTool.Diagnostics;

namespace SynthTool.Seeds;

/// <summary>A seed that was read again, with its place.</summary>
/// <param name="IsDropped">Whether an earlier seed is equal, so that this one counts for nothing.</param>
/// <param name="Origin">The id of the other dataset's row that it was; null for a record of a file.</param>
internal sealed record ReadSeed(Seed Seed, SourcePlace Place, bool IsDropped, string? Origin = null);
