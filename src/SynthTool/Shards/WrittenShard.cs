using SynthTool.Store;

namespace SynthTool.Shards;

/// <summary>A shard's file as it was written.</summary>
/// <param name="Plan">What was to be written.</param>
/// <param name="Sha256">Of the file's bytes.</param>
/// <param name="Bytes">The file's size.</param>
internal sealed record WrittenShard(ShardPlan Plan, ContentHash Sha256, long Bytes);
