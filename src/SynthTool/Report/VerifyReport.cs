using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What a verification came to.</summary>
internal static class VerifyReport
{
    public static string Line(VerifyOutcome outcome)
    {
        var found = outcome.Diagnostics.IsEmpty ? "" : $"; {BuildSummary.Findings(outcome.Diagnostics)}";
        return $"{DatasetLabel.Of(outcome.Dataset, outcome.Definition)}: {Amounts.Of(outcome.ShardsIntact)} of {Amounts.Of(outcome.Shards, "shard")} intact, "
            + $"{Amounts.Of(outcome.Responses, "stored answer")} read{found}";
    }
}
