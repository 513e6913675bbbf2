using System.Collections.Immutable;

namespace SynthTool.Build;

/// <summary>Says which shards of the last build are missing, were edited, or will be replaced, and why. A shard that is only to come is none of them.</summary>
/// <param name="session">The run.</param>
/// <param name="reasons">Those of the dataset and its partitions.</param>
internal sealed class ShardStaleness(BuildSession session, ImmutableArray<StaleReason> reasons)
{
    private const string PartitionPrefix = "partition:";

    // In this order: what takes a whole partition away leaves no partition to name.
    private static readonly string[] OfGonePartitions = [StaleCode.SeedRemoved, StaleCode.SeedAdded, StaleCode.SeedChanged, StaleCode.SeedsReordered];

    private readonly ImmutableHashSet<string> partitions = [.. session.Seeds.Partitions.Select(p => p.FirstKey)];

    public ImmutableArray<StaleReason> Of(ImmutableArray<EarlierShard> earlier) =>
        [.. earlier.Select(Of).OfType<StaleReason>().OrderBy(r => r.What, StringComparer.Ordinal)];

    private StaleReason? Of(EarlierShard shard)
    {
        var reason = shard switch
        {
            { Exists: false } => new StaleReason("", StaleCode.OutputMissing),
            { IsIntact: false } => new StaleReason("", StaleCode.OutputModified),
            { Stays: true } => null,
            { Stays: false } => Because(shard),
            _ => IsSureToGo(shard) ? Because(shard) : null,
        };
        return reason is null ? null : reason with { What = $"shard:{shard.Path}" };
    }

    /// <summary>While answers are missing it shows only where a partition is gone or another already.</summary>
    private bool IsSureToGo(EarlierShard shard) =>
        session.RenamedFrom is not null || shard.Partitions.Any(key => !partitions.Contains(key) || Direct(key).Any(r => r.Code is not (StaleCode.ResponseMissing or StaleCode.ResponseCorrupt)));

    private StaleReason Because(EarlierShard shard) =>
        reasons.FirstOrDefault(r => r.Code == StaleCode.Renamed)
        ?? shard.Partitions.SelectMany(Direct).FirstOrDefault()
        ?? reasons.FirstOrDefault(r => r.Code == StaleCode.ShardingChanged && r.Detail == shard.Output)
        ?? OfGonePartitions.Select(code => reasons.FirstOrDefault(r => r.What == "dataset" && r.Code == code)).FirstOrDefault(r => r is not null)
        ?? reasons.FirstOrDefault(r => r.Code != StaleCode.GateChanged)
        ?? new StaleReason("", StaleCode.OutputModified, session.LockPath); // the lock names a shard that no edit has taken away

    private IEnumerable<StaleReason> Direct(string key) => reasons.Where(r => r.What.Length == PartitionPrefix.Length + key.Length && r.What.StartsWith(PartitionPrefix, StringComparison.Ordinal) && r.What.EndsWith(key, StringComparison.Ordinal));
}
