using System.Collections.Immutable;
using SynthTool.Metrics;
using SynthTool.Steps;

namespace SynthTool.Build;

/// <summary>What a build would write, from stored answers alone: for a look at rows that a gate holds back, or at those of a build that was stopped.</summary>
internal static class DatasetCandidate
{
    /// <param name="seeds">The rows of the first so many seeds are given; the gates are measured on all.</param>
    public static async Task<(SampleResult Sample, PreviewCandidate Candidate)> RunAsync(BuildSession session, int? seeds, CancellationToken ct)
    {
        var evaluation = new Evaluation(StageSchedule.EvaluationSourcesOf(session));
        ImmutableArray<PartitionMissing> missing = [];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(session.Findings, keepGoing: true, stop);
        for (var stage = 0; stage < session.Replay.Length && missing.Length == 0 && !session.Findings.HasErrors; stage++)
        {
            missing = await evaluation.RunAsync(session.Replay[stage], session.Options.Jobs, failures, () => { }, stop.Token);
        }

        if (session.Findings.HasErrors)
        {
            throw new BuildStop(ExitCode.Failed);
        }

        if (missing.Length > 0)
        {
            var some = await SampleRun.RunAsync(session, seeds, row: null, session.Replay, ct);
            ImmutableArray<MissingAnswer> all = [.. missing.SelectMany(m => m.Answers)];
            return (some with { Missing = all }, new PreviewCandidate(!some.Outcomes.IsEmpty || missing.Any(m => evaluation.AnsweredIn(m.Partition).Any()), null, []));
        }

        var counts = DatasetTotals.Of(session, evaluation);
        ImmutableArray<string> gates = [.. GateCheck.Run(session.Definition.Gates, counts).Select(d => d.Message)];
        var isThere = gates.Length > 0 || DatasetStaleness.Of(session, evaluation, missing).Reasons.Length > 0;
        return (isThere ? await RowsAsync(session, evaluation, seeds ?? int.MaxValue, ct) : new SampleResult([], [], []), new PreviewCandidate(isThere, counts.Rows, gates));
    }

    private static async Task<SampleResult> RowsAsync(BuildSession session, Evaluation evaluation, int seeds, CancellationToken ct)
    {
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var partition in session.Seeds.Partitions)
        {
            if (keys.Count == seeds)
            {
                break;
            }

            keys.UnionWith(session.Seeds.Read(partition).Take(seeds - keys.Count).Select(s => s.Key));
            var block = await evaluation.BlockAsync(session.Replay.Length - 1, partition.Index, ct);
            outcomes.AddRange(block.Outcomes.Where(o => keys.Contains(o.Row.Seed.Key)));
        }

        return new SampleResult(outcomes.ToImmutable(), [], [.. keys]);
    }
}
