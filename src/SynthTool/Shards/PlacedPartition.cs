namespace SynthTool.Shards;

/// <summary>What placement needs to know of a partition.</summary>
/// <param name="FirstKey">The key of its first seed.</param>
/// <param name="Seeds">How many seeds it has.</param>
/// <param name="Slice">What the output takes of its rows.</param>
internal sealed record PlacedPartition(string FirstKey, int Seeds, Slice Slice);
