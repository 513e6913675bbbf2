using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What a validation came to.</summary>
internal static class ValidateReport
{
    public static string Line(ValidateOutcome outcome)
    {
        var found = outcome.Diagnostics.IsEmpty ? "no errors" : BuildSummary.Findings(outcome.Diagnostics);
        return $"{DatasetLabel.Of(outcome.Dataset, outcome.Definition)}: {Amounts.Of(outcome.Seeds, "seed")}, {found}";
    }
}
