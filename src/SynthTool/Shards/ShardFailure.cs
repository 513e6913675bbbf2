using SynthTool.Diagnostics;

namespace SynthTool.Shards;

/// <summary>A row that no shard can hold. It fails the build; it never drops the row.</summary>
internal sealed class ShardFailure(Diagnostic found) : Exception(found.Message)
{
    public Diagnostic Found { get; } = found;
}
