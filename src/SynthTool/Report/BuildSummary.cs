using SynthTool.Build;
using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>What a build came to, in a few lines.</summary>
internal static class BuildSummary
{
    private const int Few = 3;

    /// <summary>The one line of a dataset with nothing to do. On the fastest path: no formatting machinery.</summary>
    public static string Line(UpToDate known) =>
        $"{DatasetLabel.Of(known.Dataset, known.Definition)}: up to date ({Amounts.Of(known.Rows, "row")}, {Amounts.Of(known.Shards, "shard")})";

    public static IEnumerable<string> Lines(BuildOutcome outcome, BuildOptions options, bool verbose)
    {
        var name = Name(outcome);
        if (verbose && !outcome.Reasons.IsEmpty)
        {
            yield return $"{name}: {(outcome.Status is BuildStatus.Built ? "was" : "is")} out of date, because";
            foreach (var line in StaleLines.Of(outcome.Reasons, all: true))
            {
                yield return line;
            }
        }

        if (outcome is { Status: BuildStatus.Built, Edits: { } edits })
        {
            yield return $"{name}: {Edited(outcome, edits)}";
        }

        yield return Result(outcome, options);
        if (outcome.Status is not BuildStatus.UpToDate && !outcome.Funnel.IsEmpty)
        {
            yield return $"{name}: {FunnelLine.Of(outcome.Seeds, outcome.Funnel)}";
        }

        if (outcome.Status is BuildStatus.Built or BuildStatus.Failed && (outcome.Status is BuildStatus.Built || !outcome.Funnel.IsEmpty)
            && outcome.MissingCount == 0 && FunnelLine.WhereRowsEnd(outcome.Rows, outcome.Seeds, outcome.Funnel) is { } end)
        {
            yield return $"{name}: {end}";
        }

        foreach (var line in MissingAnswers.Lines(name, outcome.Missing, outcome.MissingCount, verbose ? int.MaxValue : Few))
        {
            yield return line;
        }
    }

    /// <summary>Why a dataset was built that nobody named.</summary>
    public static string NeededBy(BuildOutcome outcome, string dataset) => $"{Name(outcome)}: comes first, because {dataset} takes its rows";

    private static string Edited(BuildOutcome outcome, SeedEdits edits)
    {
        var parts = new[] { ("edited", edits.Changed), ("added", edits.Added), ("removed", edits.Removed) }.Where(p => p.Item2 > 0).Select(p => $"{p.Item1} {Amounts.Of(p.Item2)}");
        var kept = outcome.Shards.Kept > 0 ? ", the rest untouched" : "";
        return $"{string.Join(", ", parts)} of {Amounts.Of(outcome.Seeds, "seed")} → {Amounts.Of(outcome.Calls, "call")}, {Amounts.Of(outcome.Shards.Written, "shard")} rewritten{kept}";
    }

    private static string Result(BuildOutcome outcome, BuildOptions options) => outcome.Status switch
    {
        BuildStatus.UpToDate => Line(UpToDate.Of(outcome)),
        BuildStatus.Built => $"{Built(outcome, options)}; {Work(outcome)}; {Amounts.Of(outcome.Elapsed)}",
        BuildStatus.OutOfDate => $"{Name(outcome)}: out of date{Because(outcome)}; nothing was written; {Amounts.Of(outcome.Elapsed)}",
        BuildStatus.Cancelled => $"{Name(outcome)}: cancelled; {Bought(outcome)}; {Amounts.Of(outcome.Elapsed)}",
        _ => $"{Name(outcome)}: {WhyNot(outcome)}; no shard was written; {Bought(outcome)}; {Amounts.Of(outcome.Elapsed)}",
    };

    private static string Built(BuildOutcome outcome, BuildOptions options)
    {
        var splits = outcome.Splits.IsEmpty ? "" : $" ({string.Join(", ", outcome.Splits.OrderByDescending(s => s.Value).Select(s => $"{s.Key} {Amounts.Of(s.Value)}"))})";
        var shards = outcome.Shards;
        return $"{Name(outcome)}: {(options.Rehearse ? "rehearsed" : "built")} {Amounts.Of(outcome.Rows, "row")}{splits} in {Amounts.Of(shards.Total, "shard")}: "
            + $"{Amounts.Of(shards.Written)} written, {Amounts.Of(shards.Kept)} kept, {Amounts.Of(shards.Removed)} removed";
    }

    private static string Work(BuildOutcome outcome)
    {
        var quarantined = outcome.Quarantined > 0 ? $", {Amounts.Of(outcome.Quarantined)} quarantined" : "";
        var cost = outcome is { Cost: { } amount, Calls: > 0 } ? $", {Amounts.Money(amount, outcome.Currency)}" : "";
        var madeUp = outcome.MadeUp > 0 ? $", {Amounts.Of(outcome.MadeUp)} made up" : "";
        return $"{Amounts.Of(outcome.Calls, "call")}, {Amounts.Of(outcome.Reused)} reused{madeUp}{quarantined}{cost}";
    }

    private static string WhyNot(BuildOutcome outcome) => outcome.ExitCode switch
    {
        ExitCode.ResponseMissing => outcome.MissingCount > 0 ? $"stopped, because {Amounts.Of(outcome.MissingCount, "answer is", "answers are")} missing" : "stopped, because answers are missing",
        ExitCode.Integrity => "stopped, because something stored is damaged",
        ExitCode.Budget => "stopped at the budget",
        ExitCode.Busy => "not built, because another build holds it",
        _ => $"failed with {Counted(outcome)}",
    };

    private static string Bought(BuildOutcome outcome) => outcome.Calls == 0
        ? "no call was made"
        : $"{Amounts.Of(outcome.Calls, "call was made", "calls were made")}, {(outcome.Bought == 0 ? "no answer is kept" : Amounts.Of(outcome.Bought, "answer is kept", "answers are kept"))}";

    private static string Because(BuildOutcome outcome) => outcome.Reasons.IsEmpty ? "" : $" ({StaleLines.One(outcome.Reasons[0])})";

    private static string Counted(BuildOutcome outcome) => Findings(outcome.Diagnostics);

    /// <summary><c>2 errors, 1 warning</c>.</summary>
    public static string Findings(IEnumerable<Diagnostic> found)
    {
        var errors = found.Count(d => d.IsError);
        var warnings = found.Count() - errors;
        return warnings == 0 ? Amounts.Of(errors, "error") : $"{Amounts.Of(errors, "error")}, {Amounts.Of(warnings, "warning")}";
    }

    private static string Name(BuildOutcome outcome) => DatasetLabel.Of(outcome.Dataset, outcome.Definition);
}
