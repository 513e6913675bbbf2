using System.Collections.Immutable;
using SynthTool.Metrics;

namespace SynthTool.Build;

/// <summary>What a build records in its lock.</summary>
internal static class LockRecord
{
    public static LockFile Of(
        BuildSession session, Evaluation evaluation, DatasetCounts counts, ImmutableSortedDictionary<string, string> facts, WrittenOutputs outputs) => new()
    {
        Inputs = facts,
        Traces = evaluation.AllRecords().ToImmutableDictionary(r => r.Key, r => r.Value.Trace),
        Shards = outputs.Shards.ToImmutableSortedDictionary(
            s => s.Plan.Path, s => new LockedShard(s.Plan.Output, s.Plan.Split, s.Plan.Rows, s.Sha256), StringComparer.Ordinal),
        Counts = CountsOf(session, evaluation, counts),
        Gates = session.Definition.Gates.Select(g => g.Text).ToImmutableSortedSet(StringComparer.Ordinal),
    };

    public static ImmutableSortedDictionary<string, long> CountsOf(BuildSession session, Evaluation evaluation, DatasetCounts counts)
    {
        var (input, output) = DatasetTotals.Tokens(session, evaluation);
        var all = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        all["seeds"] = session.Seeds.Count;
        all["rows"] = counts.Rows;
        all["responses"] = counts.Responses;
        all["quarantined"] = counts.Quarantined;
        all["tokens.input"] = input;
        all["tokens.output"] = output;
        foreach (var (split, rows) in counts.Splits)
        {
            all[$"rows.{split}"] = rows;
        }

        foreach (var step in DatasetTotals.Funnel(session, evaluation))
        {
            all[$"in.{step.Step}"] = step.In;
            all[$"out.{step.Step}"] = step.Out;
            foreach (var (reason, rows) in step.Dropped)
            {
                all[$"dropped.{step.Step}.{reason}"] = rows;
            }
        }

        return all.ToImmutable();
    }
}
