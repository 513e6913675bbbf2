using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What was removed, and what a person changed and was kept.</summary>
internal static class CleanReport
{
    private const int Few = 5;

    public static IEnumerable<string> Lines(CleanOutcome outcome, bool verbose)
    {
        var kept = outcome.Kept.IsEmpty ? "" : $", {Amounts.Of(outcome.Kept.Length)} kept";
        yield return $"{DatasetLabel.Of(outcome.Dataset, outcome.Definition)}: {Amounts.Of(outcome.Removed.Length, "file")} removed{kept}; answers are never removed";
        foreach (var path in outcome.Kept.Take(verbose ? int.MaxValue : Few))
        {
            yield return $"  kept {path}: it was changed after the build that wrote it";
        }

        foreach (var path in verbose ? outcome.Removed.AsEnumerable() : [])
        {
            yield return $"  removed {path}";
        }
    }
}
