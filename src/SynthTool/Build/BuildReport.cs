using System.Collections.Immutable;
using SynthTool.Metrics;

namespace SynthTool.Build;

/// <summary>Puts together what a build came to.</summary>
internal static class BuildReport
{
    public static BuildOutcome Of(
        BuildSession session, Evaluation evaluation, DatasetCounts counts, WrittenOutputs outputs, CommitResult commit, ImmutableSortedDictionary<string, string> facts)
    {
        var (input, output) = DatasetTotals.Tokens(session, evaluation);
        var isUpToDate = !commit.Changed && session.Meter.Calls == 0;
        var funnel = DatasetTotals.Funnel(session, evaluation);
        return new BuildOutcome
        {
            Dataset = session.Name,
            Definition = session.DefinitionPath,
            Status = isUpToDate ? BuildStatus.UpToDate : BuildStatus.Built,
            ExitCode = ExitCode.Done,
            Rows = counts.Rows,
            Splits = counts.Splits,
            Seeds = session.Seeds.Count,
            Product = session.Seeds.Product,
            Calls = session.Meter.Calls,
            Bought = session.Meter.Bought,
            Reused = Math.Max(0, counts.Responses - session.Meter.Bought - session.Meter.MadeUp),
            MadeUp = session.Meter.MadeUp,
            Quarantined = counts.Quarantined,
            Funnel = funnel,
            Shards = new ShardCounts(outputs.Shards.Length, outputs.Written, outputs.Shards.Length - outputs.Written, commit.Removed),
            InputTokens = input,
            OutputTokens = output,
            Cost = session.Cost,
            Currency = session.Currency,
            MeanCallTime = session.Meter.MeanCallTime ?? session.Quick?.Outcome.MeanCallTime,
            Edits = session.SeedChanges is { } edits && edits.Added + edits.Removed + edits.Changed > 0 ? new SeedEdits(edits.Added, edits.Removed, edits.Changed) : null,
            Reasons = isUpToDate ? [] : ReasonsOf(session, evaluation, facts),
            Diagnostics = session.Findings.ToSorted(),
        };
    }

    public static ImmutableArray<StaleReason> ReasonsOf(BuildSession session, Evaluation evaluation, ImmutableSortedDictionary<string, string> facts)
    {
        var dataset = Staleness.OfDataset(session.Files, session.LockText is null ? null : session.Lock, facts, session.Seeds.Count, session.SeedChanges, session.Options.Force);
        if (session.RenamedFrom is { } was)
        {
            dataset = dataset.Insert(0, new StaleReason("dataset", StaleCode.Renamed, Staleness.FileAndLine(session.Definition.Name.Place), $"{was} → {session.Name}"));
        }

        return [.. dataset, .. PartitionStaleness.Of(session, evaluation, dataset)];
    }
}
