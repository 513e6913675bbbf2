namespace SynthTool.Shards;

/// <summary>The version of what a shard's bytes are, for given rows.</summary>
internal static class ShardEpoch
{
    /// <summary>Raise it whenever the golden shard's bytes change: all shards get new names and are written again; nothing is asked again.</summary>
    public const int Current = 1;
}
