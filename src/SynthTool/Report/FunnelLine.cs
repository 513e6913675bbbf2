using System.Collections.Immutable;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>The way of the rows on one line: <c>seeds 412 → draft 820 → score 611 (faithful 140, helpful 69) → dedup 580</c>.</summary>
internal static class FunnelLine
{
    public static string Of(long seeds, ImmutableArray<FunnelStep> funnel) =>
        string.Join(" → ", funnel.Select(Step).Prepend($"seeds {Amounts.Of(seeds)}"));

    /// <summary>Which step left no row; null while there are rows.</summary>
    public static string? WhereRowsEnd(long rows, long seeds, ImmutableArray<FunnelStep> funnel)
    {
        if (rows > 0)
        {
            return null;
        }

        var taker = funnel.FirstOrDefault(s => s is { In: > 0, Out: 0 });
        return (seeds, taker) switch
        {
            (0, _) => "0 rows: the sources give no seed",
            (_, null) => "0 rows: no step made a row",
            _ when taker.Dropped.IsEmpty => $"0 rows: step {taker.Step} made nothing of the {Amounts.Of(taker.In, "row")} that reached it",
            _ => $"0 rows: step {taker.Step} dropped the last {Amounts.Of(taker.In, "row")} ({Reasons(taker)})",
        };
    }

    /// <summary>The name under which a drop is counted: the step's, or <c>step.reason</c> where the reason says more.</summary>
    public static string CountName(string step, string reason) => SaysMore(step, reason) ? $"{step}.{reason}" : step;

    private static string Step(FunnelStep step)
    {
        var told = step.Dropped.Any(d => SaysMore(step.Step, d.Key)) ? $" ({Reasons(step)})" : "";
        return $"{step.Step} {Amounts.Of(step.Out)}{told}";
    }

    private static string Reasons(FunnelStep step) => string.Join(", ", step.Dropped.Select(d => $"{d.Key} {Amounts.Of(d.Value)}"));

    // "dedup.duplicate" would say the same thing twice.
    private static bool SaysMore(string step, string reason) => reason.Length > 0 && reason != step && reason != "duplicate";
}
