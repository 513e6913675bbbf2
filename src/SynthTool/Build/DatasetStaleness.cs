using System.Collections.Immutable;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>Everything that makes a dataset out of date, as far as it shows without asking a teacher.</summary>
/// <param name="Reasons">Of the dataset, its partitions and the files that lie there; empty when a build has nothing to do.</param>
/// <param name="Outputs">The shards that the dataset has now; null while answers are missing.</param>
/// <param name="Earlier">The shards that the last build left.</param>
internal sealed record DatasetStaleness(ImmutableArray<StaleReason> Reasons, OutputPlan? Outputs, ImmutableArray<EarlierShard> Earlier)
{
    /// <param name="missing">What the stages found to be missing.</param>
    public static DatasetStaleness Of(BuildSession session, Evaluation evaluation, ImmutableArray<PartitionMissing> missing)
    {
        var facts = LockInputs.Of(session.Files, session.Seeds);
        var outputs = evaluation.IsComplete && !session.Findings.HasErrors ? OutputPlan.Of(session, evaluation) : null;
        var earlier = EarlierShards.Of(session, outputs);
        var ofPartitions = BuildReport.ReasonsOf(session, evaluation, facts);
        var waiting = missing.Select(m => new StaleReason(
            $"partition:{session.Seeds.Partitions[m.Partition].FirstKey}", evaluation.Damaged.Contains(m.Partition) ? StaleCode.ResponseCorrupt : StaleCode.ResponseMissing));
        ImmutableArray<StaleReason> reasons = [.. ofPartitions, .. waiting];
        reasons = [.. reasons, .. new ShardStaleness(session, reasons).Of(earlier)];
        return new DatasetStaleness([.. reasons, .. OfOtherFiles(session, evaluation, facts, outputs, reasons)], outputs, earlier);
    }

    /// <summary>Manifest, card, committed answers and lock: missing, or edited when nothing else would make a build write them anew.</summary>
    private static IEnumerable<StaleReason> OfOtherFiles(
        BuildSession session, Evaluation evaluation, ImmutableSortedDictionary<string, string> facts, OutputPlan? outputs, ImmutableArray<StaleReason> reasons)
    {
        if (session.LockText is null)
        {
            return []; // never built: nothing is there yet
        }

        var missing = new[] { $"{session.OutputFolder}/{Shards.Manifest.FileName}", $"{session.OutputFolder}/{Shards.DatasetCard.FileName}" }
            .Where(path => session.RenamedFrom is null && !Disk.FileExists(session.Workspace.Root.Absolute(path)))
            .Select(path => new StaleReason("dataset", StaleCode.OutputMissing, path))
            .ToList();
        return reasons.Length > 0 || missing.Count > 0 || outputs is null || outputs.Shards.Length > outputs.Intact.Count
            ? missing
            : Commit.Differing(session, evaluation, facts, new WrittenOutputs(outputs.Sets, [.. outputs.Shards.Select(s => outputs.Intact[s.Path])], 0))
                .Select(path => new StaleReason("dataset", StaleCode.OutputModified, path));
    }
}
