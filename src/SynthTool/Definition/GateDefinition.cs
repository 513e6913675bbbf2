using SynthTool.Diagnostics;

namespace SynthTool.Definition;

/// <summary>How a gate compares.</summary>
internal enum GateComparison
{
    Less,
    LessOrEqual,
    Equal,
    GreaterOrEqual,
    Greater,

    /// <summary>Between <see cref="GateDefinition.Bound"/> and <see cref="GateDefinition.UpperBound"/>, both included.</summary>
    In,
}

/// <summary>A test that the whole dataset must pass: <c>term comparison number[%]</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="Term"><c>rows</c>, <c>rows.train</c>, <c>kept.score</c>, <c>removed.dedup</c>, <c>quarantined</c>; steps and splits exist.</param>
/// <param name="Comparison">How the term is compared.</param>
/// <param name="Bound">The number, or the lower one of <c>in a..b</c>.</param>
/// <param name="UpperBound">The upper number of <c>in a..b</c>; null otherwise.</param>
/// <param name="IsPercent">Whether the bounds are percentages: of the rows that entered the step, or of the responses used.</param>
internal sealed record GateDefinition(string Text, SourcePlace Place, string Term, GateComparison Comparison, decimal Bound, decimal? UpperBound, bool IsPercent);
