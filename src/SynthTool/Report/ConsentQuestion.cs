using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What a person is told before being asked once whether answers may be bought.</summary>
internal static class ConsentQuestion
{
    public const string Question = "Ask the teacher now? [y/N]";

    public static IEnumerable<string> Lines(PlanOutcome plan)
    {
        var name = DatasetLabel.Of(plan.Dataset, plan.Definition);
        yield return $"{name}: {Amounts.Of(plan.Calls.Known + plan.Calls.Estimated, "answer is", "answers are")} missing";
        if (plan.Product is { } product)
        {
            yield return $"  seeds: {ProductText.Of(product, plan.Seeds)}";
        }

        yield return $"  calls: {Calls(plan)}";
        yield return $"  cost:  {Cost(plan)}";
        yield return $"  time:  {(plan.EstimatedTime is { } time ? $"about {Amounts.Of(time)}" : "not known before the first answers are there")}; Ctrl+C stops and keeps what was bought";
        if (plan.Unused is > 0)
        {
            yield return $"  unused: {Amounts.Of(plan.Unused.Value, "answer that was bought is", "answers that were bought are")} no longer used";
        }
    }

    private static string Cost(PlanOutcome plan) => plan switch
    {
        { EstimatedCost: { } cost } => $"about {Amounts.Money(cost, plan.Currency)}",
        { Currency: not null } => "not known before the first build tells how long answers are",
        _ => "not known: the definition declares no price",
    };

    private static string Calls(PlanOutcome plan) => PlanReport.Calls(plan with { EstimatedCost = null, EstimatedTime = null });
}
