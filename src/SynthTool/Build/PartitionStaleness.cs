using System.Collections.Immutable;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>Says why single partitions are stale: the first of their traces that is not the lock's tells where to look.</summary>
internal sealed class PartitionStaleness
{
    private static readonly string[] OfSeeds = [StaleCode.SeedAdded, StaleCode.SeedChanged, StaleCode.SeedRemoved, StaleCode.SeedsReordered];
    private static readonly string[] OfEverything =
    [
        StaleCode.Forced, StaleCode.NeverBuilt, StaleCode.LockMissing, StaleCode.EpochChanged, StaleCode.SchemaChanged, StaleCode.TeacherChanged, StaleCode.TemplateChanged, StaleCode.StepChanged,
    ];

    private readonly BuildSession session;
    private readonly Evaluation evaluation;
    private readonly Dictionary<int, StaleReason> bySeed = [];
    private readonly HashSet<string> earlier;
    private readonly HashSet<string> lessened = new(StringComparer.Ordinal);
    private readonly StaleReason? ofSeeds;
    private readonly StaleReason? ofRemoval;
    private readonly StaleReason? ofEverything;

    private PartitionStaleness(BuildSession session, Evaluation evaluation, ImmutableArray<StaleReason> dataset)
    {
        this.session = session;
        this.evaluation = evaluation;
        earlier = session.EarlierPartitions.Select(p => p.FirstKey).ToHashSet(StringComparer.Ordinal);
        lessened.UnionWith((session.SeedChanges?.First ?? []).Select(c => c.Partition).OfType<string>());
        ofSeeds = dataset.FirstOrDefault(r => OfSeeds.Contains(r.Code));
        ofRemoval = dataset.FirstOrDefault(r => r.Code == StaleCode.SeedRemoved);
        ofEverything = dataset.FirstOrDefault(r => OfEverything.Contains(r.Code));
        foreach (var reason in dataset.Where(r => r.Code is StaleCode.SeedAdded or StaleCode.SeedChanged && r.Detail is not null))
        {
            foreach (var seed in session.Seeds.Index.Keys.Search(KeyIndex.HashOf(reason.Detail!)))
            {
                bySeed.TryAdd(PartitionEntry.Of(session.Seeds.Index.Entries, seed).Partition.Index, reason);
            }
        }
    }

    /// <param name="dataset">The reasons that concern the dataset as a whole.</param>
    public static ImmutableArray<StaleReason> Of(BuildSession session, Evaluation evaluation, ImmutableArray<StaleReason> dataset)
    {
        var staleness = new PartitionStaleness(session, evaluation, dataset);
        return [.. evaluation.Stale.Order().Select(staleness.Of).OfType<StaleReason>()];
    }

    private StaleReason? Of(int partition)
    {
        var key = session.Seeds.Partitions[partition].FirstKey;
        for (var stage = 0; stage < session.Replay.Length; stage++)
        {
            Trace? locked = session.Lock.Traces.TryGetValue(TraceKey.Of(stage, key), out var found) ? found : null;
            var now = evaluation.At(stage, partition)?.Trace;
            if (now is null && stage > 0)
            {
                return null; // it waits for others
            }

            if (now is null || now != locked)
            {
                return Because(stage, partition, now, locked) is { } because ? because with { What = $"partition:{key}" } : null;
            }
        }

        return session.Options.Force ? ofEverything! with { What = $"partition:{key}" }
            : evaluation.Damaged.Contains(partition) && evaluation.Final(partition) is not null ? new StaleReason($"partition:{key}", StaleCode.ResponseCorrupt)
            : null;
    }

    private StaleReason? Because(int stage, int partition, Trace? now, Trace? locked)
    {
        if (now is { } made && made.Input == locked?.Input)
        {
            return new StaleReason("", evaluation.Damaged.Contains(partition) ? StaleCode.ResponseCorrupt : StaleCode.ResponseChanged);
        }

        return bySeed.GetValueOrDefault(partition)
            ?? ofEverything
            ?? (session.Replay[stage] is Stage.Corpus ? new StaleReason("", StaleCode.DecisionChanged) : OfSeedsIn(partition))
            ?? (now is null ? null : new StaleReason("", StaleCode.OutputModified, session.LockPath)); // nothing but answers is missing, which is told apart
    }

    /// <summary>No seed in it is named: it lost one, it is new because what was before it went, or there were too many to name all.</summary>
    private StaleReason? OfSeedsIn(int partition)
    {
        var key = session.Seeds.Partitions[partition].FirstKey;
        return lessened.Contains(key) || !earlier.Contains(key) ? ofRemoval ?? ofSeeds : ofSeeds;
    }
}
