using System.Collections.Immutable;
using SynthTool.Metrics;

namespace SynthTool.Build;

/// <summary>Adds the partitions' counts up.</summary>
internal static class DatasetTotals
{
    public static DatasetCounts Of(BuildSession session, Evaluation evaluation)
    {
        var records = Finals(session, evaluation).ToList();
        var removed = records.SelectMany(r => r.Removed).ToList();
        var splits = records.SelectMany(r => r.Splits).GroupBy(s => s.Split, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(s => s.Rows), StringComparer.Ordinal);
        return new DatasetCounts(
            records.Sum(r => r.Rows),
            session.Splits.ToImmutableSortedDictionary(s => s, s => splits.GetValueOrDefault(s), StringComparer.Ordinal),
            [.. session.Definition.Steps.Select(s => new StepTotal(
                s.Name,
                records.Sum(r => r.Counts.FirstOrDefault(c => c.Step == s.Name)?.Out ?? 0),
                removed.Where(r => r.Step == s.Name).Sum(r => r.Rows)))],
            removed.Where(r => r.IsQuarantine).Sum(r => r.Rows),
            records.Sum(r => r.Responses));
    }

    public static ImmutableArray<FunnelStep> Funnel(BuildSession session, Evaluation evaluation)
    {
        var records = Finals(session, evaluation).ToList();
        return [.. session.Definition.Steps.Select(s => new FunnelStep(
            s.Name,
            records.Sum(r => r.Counts.FirstOrDefault(c => c.Step == s.Name)?.In ?? 0),
            records.Sum(r => r.Counts.FirstOrDefault(c => c.Step == s.Name)?.Out ?? 0),
            records.SelectMany(r => r.Removed).Where(r => r.Step == s.Name)
                .GroupBy(r => r.Reason, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(g => g.Key, g => g.Sum(r => r.Rows), StringComparer.Ordinal)))];
    }

    public static (long Input, long Output) Tokens(BuildSession session, Evaluation evaluation)
    {
        var records = Finals(session, evaluation).ToList();
        return (records.Sum(r => r.InputTokens), records.Sum(r => r.OutputTokens));
    }

    private static IEnumerable<PartitionRecord> Finals(BuildSession session, Evaluation evaluation) =>
        session.Seeds.Partitions.Select(p => evaluation.Final(p.Index)!);
}
