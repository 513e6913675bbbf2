namespace SynthTool.Report;

/// <summary>What the <c>store</c> verbs say.</summary>
internal static class StoreReport
{
    public static IEnumerable<string> Stat(StoreOutcome outcome)
    {
        foreach (var layer in outcome.Layers)
        {
            var failures = layer.Failures > 0 ? $" ({Amounts.Of(layer.Failures)} quarantined)" : "";
            var used = layer.Used is { } count ? $", {Amounts.Of(count)} used" : "";
            yield return $"{Label(outcome)}: {layer.Layer} {layer.Path}: {Amounts.Of(layer.Answers, "answer")}{failures}{used}, "
                + $"{Amounts.Bytes(layer.Bytes)} in {Amounts.Of(layer.Files, "file")}";
        }
    }

    public static string Verified(StoreOutcome outcome) =>
        $"{Label(outcome)}: {Amounts.Of(outcome.Answers, "stored answer")} read, {(outcome.Damaged == 0 ? "none" : Amounts.Of(outcome.Damaged))} damaged";

    public static string Collected(StoreOutcome outcome, bool wouldOnly) =>
        $"{Label(outcome)}: {Amounts.Of(outcome.Answers, "answer")} that no dataset here uses {(wouldOnly ? "would be removed" : "removed")}";

    public static string Forgotten(StoreOutcome outcome) =>
        $"{Label(outcome)}: {Amounts.Of(outcome.Answers, "answer")} forgotten{(outcome.Skipped > 0 ? $", {Amounts.Of(outcome.Skipped)} not there" : "")}";

    public static string Exported(StoreOutcome outcome) => $"{Label(outcome)}: {Amounts.Of(outcome.Answers, "answer")} written";

    public static string Imported(StoreOutcome outcome) =>
        $"{Label(outcome)}: {Amounts.Of(outcome.Answers, "answer")} imported{(outcome.Skipped > 0 ? $", {Amounts.Of(outcome.Skipped)} known already" : "")}";

    private static string Label(StoreOutcome outcome)
    {
        var label = DatasetLabel.Of(outcome.Dataset, outcome.Definition);
        return label.Length > 0 ? label : "store";
    }
}
