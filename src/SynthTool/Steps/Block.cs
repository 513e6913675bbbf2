using System.Collections.Immutable;

namespace SynthTool.Steps;

/// <summary>A partition's rows after a stage: those that go on and those that were removed, in one order.</summary>
/// <param name="Outcomes">In seed order, and among a seed's rows in the order in which the steps made them.</param>
/// <param name="Counts">What each step of this and the earlier stages did, in step order.</param>
internal sealed record Block(ImmutableArray<Outcome> Outcomes, ImmutableArray<StepCount> Counts)
{
    /// <summary>The rows that go on, in order.</summary>
    public ImmutableArray<Row> Rows => rows.IsDefault ? rows = [.. Outcomes.Where(o => o.Removal is null).Select(o => o.Row)] : rows;

    private ImmutableArray<Row> rows;
}

/// <summary>A row, and why it was removed; null when it goes on.</summary>
internal readonly record struct Outcome(Row Row, Removal? Removal);

/// <summary>Which step removed a row, and why.</summary>
internal sealed record Removal(string Step, string Reason, string? Because, bool IsQuarantine);

/// <summary>What a step did to a partition's rows. For steps that multiply rows, <paramref name="Out"/> may exceed <paramref name="In"/>.</summary>
internal sealed record StepCount(string Step, long In, long Out);
