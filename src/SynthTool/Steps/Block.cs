using System.Collections.Immutable;

namespace SynthTool.Steps;

/// <summary>A partition's rows after a stage.</summary>
/// <param name="Rows">The rows that go on, in order.</param>
/// <param name="Dropped">The rows that this or an earlier stage removed, in the order of removal.</param>
/// <param name="Counts">What each step of this and the earlier stages did, in step order.</param>
internal sealed record Block(ImmutableArray<Row> Rows, ImmutableArray<DroppedRow> Dropped, ImmutableArray<StepCount> Counts);

/// <summary>A row that a step removed, and why.</summary>
internal sealed record DroppedRow(Row Row, string Step, string Reason, string? Because, bool IsQuarantine);

/// <summary>What a step did to a partition's rows. For steps that multiply rows, <paramref name="Out"/> may exceed <paramref name="In"/>.</summary>
internal sealed record StepCount(string Step, long In, long Out);
