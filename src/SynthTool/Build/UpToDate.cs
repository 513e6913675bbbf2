namespace SynthTool.Build;

/// <summary>What is said of a dataset with nothing to do. Its own small type: the whole outcome takes longer to read than all stamps to compare.</summary>
/// <param name="Definition">The definition's repository path.</param>
/// <param name="Warns">Whether the last build left warnings, which an up-to-date build repeats.</param>
/// <param name="Upstream">The definitions whose rows are seeds here.</param>
internal sealed record UpToDate(string Dataset, string Definition, long Rows, long Shards, bool Warns, string[] Upstream)
{
    public static UpToDate Of(BuildOutcome outcome) => new(outcome.Dataset, outcome.Definition, outcome.Rows, outcome.Shards.Total, outcome.Diagnostics.Length > 0, []);
}
