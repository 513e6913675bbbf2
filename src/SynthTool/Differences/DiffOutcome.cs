using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Diagnostics;

namespace SynthTool.Differences;

/// <summary>What is compared.</summary>
/// <param name="From">The older side; null: the work tree.</param>
/// <param name="To">The newer side; null: the work tree.</param>
internal sealed record DiffRange(Revision? From, Revision? To);

/// <summary>How a comparison is made.</summary>
/// <param name="Rows">How many rows of each kind and output are given; the counts are exact in any case.</param>
/// <param name="Jobs">Partitions in work at once; from 1.</param>
internal sealed record DiffOptions(int Rows, int Jobs)
{
    /// <summary>Where the definition lies on the older side, when it was moved or renamed since.</summary>
    public string? OldDefinition { get; init; }
}

/// <summary>How two states of a dataset differ.</summary>
internal sealed record DiffOutcome(string Dataset, string Definition, DiffEnd From, DiffEnd To)
{
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>In the newer side's order, then those that only the older has.</summary>
    public ImmutableArray<DiffOutput> Outputs { get; init; } = [];

    /// <summary>Of the steps, in pipeline order where that is known; only those whose counts moved.</summary>
    public ImmutableArray<DiffStep> Steps { get; init; } = [];

    /// <summary>Other counts that moved, by name: <c>seeds</c>, <c>responses</c>, <c>quarantined</c> …</summary>
    public ImmutableArray<DiffCount> Counts { get; init; } = [];

    /// <summary>What changed in the inputs.</summary>
    public ImmutableArray<StaleReason> Causes { get; init; } = [];

    /// <summary>Of answers that the newer side uses and the older does not; null when the rows could not be compared.</summary>
    public DiffCost? Cost { get; init; }

    /// <summary>Whether the rows were compared; false when a side cannot be made again, so that there are counts alone.</summary>
    public bool RowsCompared { get; init; } = true;

    /// <summary>Whether rows differ, or may differ because answers are missing.</summary>
    public bool IsDifferent =>
        From.State != To.State && (From.State is DiffState.Absent || To.State is DiffState.Absent)
        || !RowsCompared || From.Missing > 0 || To.Missing > 0 || From.WaitingSeeds > 0 || To.WaitingSeeds > 0
        || Outputs.Any(o => o.Added + o.Removed + o.Changed > 0 || o.ColumnsAdded.Length + o.ColumnsRemoved.Length > 0 || o.Before is null || o.After is null)
        || Steps.Length > 0;
}

/// <summary>One side of a comparison.</summary>
/// <param name="Name">As people call it: <c>work tree</c>, <c>main</c>.</param>
/// <param name="Commit">Null for the work tree.</param>
/// <param name="State">Where its rows are known from.</param>
internal sealed record DiffEnd(string Name, string? Commit, DiffState State)
{
    /// <summary>Requests without a stored answer.</summary>
    public long Missing { get; init; }

    /// <summary>Seeds whose rows are not known, because answers are missing.</summary>
    public long WaitingSeeds { get; init; }
}

/// <summary>Where a side's rows are known from.</summary>
internal enum DiffState
{
    /// <summary>The dataset is not there.</summary>
    Absent,

    /// <summary>Its lock and stored blocks.</summary>
    Locked,

    /// <summary>Made again from files and stored answers.</summary>
    Rebuilt,

    /// <summary>Neither: nothing but its lock's counts is known.</summary>
    Unknown,
}

/// <summary>An output's rows on both sides.</summary>
internal sealed record DiffOutput(string Name)
{
    /// <summary>Rows in all; null when that side has no such output, or when it is not known.</summary>
    public long? Before { get; init; }

    public long? After { get; init; }

    public long Added { get; init; }

    public long Removed { get; init; }

    public long Changed { get; init; }

    /// <summary>Rows that one side has and the other cannot tell, because answers are missing.</summary>
    public long Waiting { get; init; }

    /// <summary>Splits whose number of rows moved, by name.</summary>
    public ImmutableArray<DiffCount> Splits { get; init; } = [];

    public ImmutableArray<string> ColumnsAdded { get; init; } = [];

    public ImmutableArray<string> ColumnsRemoved { get; init; } = [];

    /// <summary>The first rows that differ: those changed, then those added, then those removed.</summary>
    public ImmutableArray<DiffRow> Rows { get; init; } = [];

    /// <summary>Over the rows that differ; columns whose measures are equal are left out.</summary>
    public ImmutableArray<DiffMeasure> Measures { get; init; } = [];
}

/// <summary>A row that differs.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Id">The row's id.</param>
/// <param name="SplitBefore">Null for an added row.</param>
/// <param name="SplitAfter">Null for a removed row.</param>
/// <param name="Values">Of a changed row the values that differ, else all.</param>
internal sealed record DiffRow(DiffKind Kind, string Id, string? SplitBefore, string? SplitAfter, ImmutableArray<DiffValue> Values);

internal enum DiffKind
{
    Changed,
    Added,
    Removed,
}

/// <summary>A value, or a part of one.</summary>
/// <param name="Path">The column, and the way into it: <c>messages[1].content</c>.</param>
/// <param name="Before">Null when it is not there.</param>
/// <param name="After">Null when it is not there.</param>
/// <param name="Words">Of two texts, their words; else empty.</param>
internal sealed record DiffValue(string Path, JsonElement? Before, JsonElement? After, ImmutableArray<WordRun> Words);

/// <summary>A number on both sides; null where it is not known.</summary>
internal sealed record DiffCount(string Name, long? Before, long? After);

/// <summary>What a step did on both sides.</summary>
/// <param name="Dropped">Reasons whose number of rows moved.</param>
internal sealed record DiffStep(string Step, DiffCount In, DiffCount Out, ImmutableArray<DiffCount> Dropped);

/// <summary>A column's values in the rows that differ.</summary>
/// <param name="Unit"><c>number</c>, or <c>characters</c> for the length of its texts.</param>
internal sealed record DiffMeasure(string Column, string Unit, Measured Before, Measured After);

/// <summary>Mean and median of some values.</summary>
/// <param name="Values">How many; with 0, the others say nothing.</param>
/// <param name="Median">Null when there are too many different values to keep.</param>
internal readonly record struct Measured(long Values, double Mean, double? Median);

/// <summary>What answers cost when they were bought, as far as servers and definitions say.</summary>
internal sealed record DiffCost(long Calls, long InputTokens, long OutputTokens, decimal? Amount, string? Currency);
