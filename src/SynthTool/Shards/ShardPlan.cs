using SynthTool.Store;

namespace SynthTool.Shards;

/// <summary>A shard that the dataset has: which rows it holds and how its file is called.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Split">The split's name.</param>
/// <param name="Order">From 0, among the shards of this output and split.</param>
/// <param name="FirstPartition">The index of the run's first partition.</param>
/// <param name="Partitions">How many partitions the run has; 0 for the file of a split without rows.</param>
/// <param name="Rows">How many rows it holds.</param>
/// <param name="Digest">Of all that its bytes follow from.</param>
/// <param name="Path">Relative to the dataset's output folder, with <c>/</c>.</param>
internal sealed record ShardPlan(
    string Output, string Split, int Order, int FirstPartition, int Partitions, long Rows, ContentHash Digest, string Path);
