using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What a build would do: the answers of <c>plan</c> and <c>status</c>.</summary>
internal static class PlanReport
{
    public static IEnumerable<string> Plan(PlanOutcome plan, bool verbose)
    {
        var name = Name(plan);
        if (plan.Product is { } product)
        {
            yield return $"{name}: {ProductText.Of(product, plan.Status is BuildStatus.Failed ? null : plan.Seeds)}";
        }

        foreach (var line in Status(plan, verbose))
        {
            yield return line;
        }

        if (plan.Status is BuildStatus.Failed)
        {
            yield break;
        }

        yield return $"{name}: {Calls(plan)}";
        if (plan.Unused is > 0)
        {
            yield return $"{name}: {Amounts.Of(plan.Unused.Value, "answer that was bought is", "answers that were bought are")} no longer used";
        }

        foreach (var line in MissingAnswers.Lines(name, plan.Missing, plan.Calls.Known, verbose ? int.MaxValue : 0))
        {
            yield return line;
        }
    }

    public static IEnumerable<string> Status(PlanOutcome plan, bool verbose)
    {
        var name = Name(plan);
        yield return plan.Status switch
        {
            BuildStatus.UpToDate => $"{name}: up to date ({Amounts.Of(plan.Seeds, "seed")})",
            BuildStatus.Failed => $"{name}: cannot be built: {BuildSummary.Findings(plan.Diagnostics)}",
            _ when !plan.Needs.IsEmpty => $"{name}: out of date, and its seeds are rows that wait for {string.Join(" and ", plan.Needs.Select(n => n.Dataset))}",
            _ => $"{name}: out of date, {Amounts.Of(plan.StalePartitions)} of {Amounts.Of(plan.Partitions, "partition")}",
        };

        foreach (var line in StaleLines.Of(plan.Stale, verbose))
        {
            yield return line;
        }
    }

    /// <summary><c>4 calls, about 12 more behind them (fan-out of the last build), about 0.42 USD, about 2 min 5 s</c>.</summary>
    public static string Calls(PlanOutcome plan)
    {
        if (!plan.Needs.IsEmpty)
        {
            return $"needs {string.Join(" and ", plan.Needs.Select(n => n.Dataset))} first: its calls show when those rows are there";
        }

        if (plan.Calls is { Known: 0, Estimated: 0 })
        {
            return "no call: every answer is stored";
        }

        var behind = plan.Calls.Estimated > 0 ? $", about {Amounts.Of(plan.Calls.Estimated)} more behind them{Basis(plan)}" : "";
        var cost = plan.EstimatedCost is { } amount ? $", about {Amounts.Money(amount, plan.Currency)}" : "";
        var time = plan.EstimatedTime is { } took ? $", about {Amounts.Of(took)}" : "";
        return $"{Amounts.Of(plan.Calls.Known, "call")}{behind}{cost}{time}";
    }

    private static string Basis(PlanOutcome plan) => plan.Calls.Basis.Length > 0 ? $" ({plan.Calls.Basis})" : "";

    private static string Name(PlanOutcome plan) => DatasetLabel.Of(plan.Dataset, plan.Definition);
}
