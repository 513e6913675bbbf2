using SynthTool.Diagnostics;

namespace SynthTool.Seeds;

/// <summary>A seed that was read again, with its place.</summary>
/// <param name="Line">The line of its record, from 1; of a product, the record's number.</param>
/// <param name="IsDropped">Whether an earlier seed is equal, so that this one counts for nothing.</param>
internal sealed record ReadSeed(Seed Seed, SourcePlace Place, long Line, bool IsDropped);
