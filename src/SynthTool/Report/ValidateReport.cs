using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What a validation came to.</summary>
internal static class ValidateReport
{
    public static string Line(ValidateOutcome outcome)
    {
        var found = outcome.Diagnostics.IsEmpty ? "no errors" : BuildSummary.Findings(outcome.Diagnostics);
        var seeds = outcome.Product is { } product ? ProductText.Of(product, outcome.Diagnostics.Any(d => d.IsError) ? null : outcome.Seeds) : Amounts.Of(outcome.Seeds, "seed");
        return $"{DatasetLabel.Of(outcome.Dataset, outcome.Definition)}: {seeds}, {found}";
    }
}
