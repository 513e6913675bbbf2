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
        yield return $"  calls: {Calls(plan)}";
        yield return $"  cost:  {(plan.EstimatedCost is { } cost ? $"about {Amounts.Money(cost, plan.Currency)}" : "not known: the definition declares no price")}";
        yield return "  time:  shown once the first answers are there; Ctrl+C stops and keeps what was bought";
        if (plan.Unused is > 0)
        {
            yield return $"  unused: {Amounts.Of(plan.Unused.Value, "answer that was bought is", "answers that were bought are")} no longer used";
        }
    }

    private static string Calls(PlanOutcome plan) => PlanReport.Calls(plan with { EstimatedCost = null });
}
