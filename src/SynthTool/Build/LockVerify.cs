using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>Compares the lock with what the same files and the stored answers come to. A dataset that was edited since has nothing to compare.</summary>
internal static class LockVerify
{
    public static async Task RunAsync(Workspace workspace, string definition, int jobs, Findings findings, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, new BuildOptions { Offline = true, Jobs = jobs, Spending = Spending.Never }, NoListener.Instance);
        try
        {
            if (await session.TrustingAsync(() => DifferenceAsync(session, ct)) is { } difference)
            {
                findings.Add(
                    BuildDiagnostics.LockDiffers, new SourcePlace(session.LockPath), $"The lock is not what its inputs and the stored answers come to: {difference}",
                    $"restore it from git, or run {ToolCommand.Build(session.Name)}");
            }
        }
        catch (Exception e) when (e is BuildStop or SeedsChanged)
        {
            // Seeds, templates or schemas have errors: they are edited, and a build or `validate` tells.
        }
    }

    private static async Task<string?> DifferenceAsync(BuildSession session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var facts = LockInputs.Of(session.Files, session.Seeds);
        if (session.RenamedFrom is not null || session.Lock.Inputs.Count == 0 || Staleness.OfDataset(session.Files, session.Lock, facts, session.Seeds.Count, session.SeedChanges, force: false).Length > 0)
        {
            return null;
        }

        var evaluation = new Evaluation(StageSchedule.EvaluationSourcesOf(session) with { Lock = new LockFile() }); // what it says is to be proved, not used
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(session.Findings, keepGoing: true, stop);
        foreach (var stage in session.Replay)
        {
            await evaluation.RunAsync(stage, session.Options.Jobs, failures, () => { }, stop.Token);
        }

        return session.Findings.HasErrors ? null : Difference(session, evaluation);
    }

    private static string? Difference(BuildSession session, Evaluation evaluation)
    {
        var now = evaluation.AllRecords().ToDictionary(r => r.Key, r => r.Value.Trace);
        var locked = session.Lock;
        var other = now.Where(r => !locked.Traces.TryGetValue(r.Key, out var was) || was != r.Value).Select(r => r.Key)
            .Concat(evaluation.IsComplete ? locked.Traces.Keys.Where(k => !now.ContainsKey(k)) : [])
            .OrderBy(k => k.Partition, StringComparer.Ordinal)
            .ToList();
        var partitions = other.DistinctBy(k => k.Partition).Count();
        return partitions > 0 ? FormattableString.Invariant($"the lines of {(partitions == 1 ? "partition" : $"{partitions} partitions differ, the first is")} {Quoted.Text(other[0].Partition)}{(partitions == 1 ? " differ" : "")}")
            : !evaluation.IsComplete ? null
            : !LockRecord.CountsOf(session, evaluation, DatasetTotals.Of(session, evaluation)).SequenceEqual(locked.Counts) ? "its counts differ"
            : null;
    }
}
