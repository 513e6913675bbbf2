using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Metrics;

namespace SynthTool.Build;

/// <summary><c>--locked</c>: the build must come to what the lock records, and no stored entry may be damaged.</summary>
internal static class LockedCheck
{
    /// <summary>Compares everything that is known before a shard is written.</summary>
    /// <exception cref="BuildStop">Something differs.</exception>
    public static void Run(BuildSession session, Evaluation evaluation, DatasetCounts counts, ImmutableSortedDictionary<string, string> facts, OutputPlan outputs)
    {
        StopAtDamage(session);
        var difference = DifferenceOf(session, evaluation, counts, facts, outputs);
        if (difference is not null)
        {
            Differs(session, difference);
        }
    }

    /// <summary>Ends the build when a damaged entry was met: to be asked before what it answered is called missing.</summary>
    public static void StopAtDamage(BuildSession session)
    {
        if (session.Options.Locked && session.Store.IntegrityErrors > 0)
        {
            session.Findings.Add(BuildDiagnostics.StoreCorrupt, null, "A stored answer is corrupt, and --locked trusts none of them", "`dotnet synth store verify` names the entries");
            throw new BuildStop(ExitCode.Integrity);
        }
    }

    /// <summary>Ends the build because the lock's bytes would change.</summary>
    public static void Differs(BuildSession session, string difference)
    {
        session.Findings.Add(
            BuildDiagnostics.OutOfDate, new SourcePlace(session.LockPath), $"The build would differ from the lock: {difference}",
            $"run {ToolCommand.Build(session.Name)} without --locked and commit {ToolCommand.Argument(session.LockPath)}");
        throw new BuildStop(ExitCode.OutOfDate);
    }

    private static string? DifferenceOf(BuildSession session, Evaluation evaluation, DatasetCounts counts, ImmutableSortedDictionary<string, string> facts, OutputPlan outputs)
    {
        var locked = session.Lock;
        if (locked.Inputs.Count == 0)
        {
            return session.LockText is null ? "there is no lock" : "the lock cannot be used";
        }

        var reasons = Staleness.OfDataset(session.Files, locked, facts, session.Seeds.Count, session.SeedChanges, force: false);
        if (reasons.Length > 0)
        {
            return string.Join(", ", reasons.Take(5).Select(r => r.Where is null ? r.Code : $"{r.Code} ({r.Where})"));
        }

        var records = evaluation.AllRecords().ToList();
        if (records.Count != locked.Traces.Count || records.FirstOrDefault(r => locked.Traces.GetValueOrDefault(r.Key) != r.Value.Trace) is { Key.Partition: not null })
        {
            var first = records.FirstOrDefault(r => locked.Traces.GetValueOrDefault(r.Key) != r.Value.Trace).Key;
            return first.Partition is null ? "it has other partitions" : $"{StaleCode.ResponseChanged} in partition {Files.Quoted.Text(first.Partition)}";
        }

        return !outputs.Shards.Select(s => s.Path).ToHashSet(StringComparer.Ordinal).SetEquals(locked.Shards.Keys) ? "it has other shards"
            : !LockRecord.CountsOf(session, evaluation, counts).SequenceEqual(locked.Counts) ? "it has other counts"
            : null;
    }
}
