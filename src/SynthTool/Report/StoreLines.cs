using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What the <c>store</c> verbs say. The label is the dataset's, or <c>store</c> where a whole repository is meant.</summary>
internal static class StoreLines
{
    public static IEnumerable<string> Stat(string label, StoreTally report)
    {
        foreach (var layer in report.Layers)
        {
            var failures = layer.Failures > 0 ? $" ({Amounts.Of(layer.Failures)} quarantined)" : "";
            yield return $"{label}: {layer.Layer}: {Amounts.Of(layer.Answers, "answer")}{failures}, {Amounts.Bytes(layer.Bytes)} in {Amounts.Of(layer.Files, "file")}";
        }
    }

    public static string Verified(string label, StoreTally report) =>
        $"{label}: {Amounts.Of(report.Answers, "stored answer")} read, {(report.Damaged == 0 ? "none" : Amounts.Of(report.Damaged))} damaged";

    public static string Collected(string label, StoreTally report, bool wouldOnly) =>
        $"{label}: {(wouldOnly ? "would remove" : "removed")} {Amounts.Of(report.Answers, "answer")} that no dataset here uses";

    public static string NotCollected(string label) =>
        $"{label}: nothing was removed: which answers are not in use is known once every dataset here builds without a call";

    public static string Forgotten(string label, StoreTally report) =>
        $"{label}: {Amounts.Of(report.Answers, "answer")} forgotten{(report.Skipped > 0 ? $", {Amounts.Of(report.Skipped)} not there" : "")}";

    public static string Exported(string label, StoreTally report) => $"{label}: {Amounts.Of(report.Answers, "answer")} written";

    public static string Imported(string label, StoreTally report) =>
        $"{label}: {Amounts.Of(report.Answers, "answer")} imported{(report.Skipped > 0 ? $", {Amounts.Of(report.Skipped)} known already" : "")}";
}
