using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>A run of consecutive seeds, cut by their keys alone: the unit of work.</summary>
/// <param name="FirstKey">The key of its first seed.</param>
/// <param name="Index">Its position, from 0.</param>
/// <param name="Count">How many seeds it holds; at least 1.</param>
/// <param name="Digest">Of the keys, contents and groups of its seeds, in order. No path, line or position is in it.</param>
internal sealed record Partition(string FirstKey, int Index, int Count, ContentHash Digest);
