using SynthTool.Diagnostics;

namespace SynthTool.Seeds;

/// <summary>A seed that was read again, with its place.</summary>
/// <param name="Line">The line of its record, from 1; of a product, the record's number.</param>
/// <param name="IsDropped">Whether an earlier seed is equal, so that this one counts for nothing.</param>
/// <param name="Origin">The id of the other dataset's row that it was; null for a record of a file.</param>
internal sealed record ReadSeed(Seed Seed, SourcePlace Place, long Line, bool IsDropped, string? Origin = null);
