using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Build;

/// <summary>The rows of a preview.</summary>
internal sealed record PreviewOutcome(string Dataset, string Definition, ExitCode ExitCode, ImmutableArray<Diagnostic> Diagnostics)
{
    public ImmutableArray<PreviewRow> Rows { get; init; } = [];

    /// <summary>How many seeds were run: fewer than asked for where there are no more.</summary>
    public int Seeds { get; init; }

    public ImmutableArray<PreviewDrop> Dropped { get; init; } = [];

    /// <summary>The answers of two prompts; null when only one was asked about.</summary>
    public PreviewComparison? Comparison { get; init; }

    /// <summary>What waits for its gates or for answers; null when that was not asked about.</summary>
    public PreviewCandidate? Candidate { get; init; }

    /// <summary>Of the missing requests, at most 20.</summary>
    public ImmutableArray<MissingRequest> Missing { get; init; } = [];

    /// <summary>How many requests have no answer.</summary>
    public long MissingCount { get; init; }

    public long Calls { get; init; }

    public long Reused { get; init; }

    /// <summary>Distinct answers that were made up.</summary>
    public long MadeUp { get; init; }

    public decimal? Cost { get; init; }

    public string? Currency { get; init; }
}

/// <summary>One row that would be shipped.</summary>
/// <param name="Values">Those of the first output, or those of the steps when not all of them ran.</param>
internal sealed record PreviewRow(string Id, string? Split, ImmutableArray<ExplainedColumn> Values);

/// <summary>One row that would not.</summary>
/// <param name="Values">Those of the steps, as far as the row came.</param>
internal sealed record PreviewDrop(string Id, string Step, string Reason, string? Because, ImmutableArray<ExplainedColumn> Values);

/// <summary>The answers of a step, with its own prompt and with another one.</summary>
/// <param name="Step">The step.</param>
/// <param name="Own">The path of its prompt.</param>
/// <param name="Other">The path of the other.</param>
internal sealed record PreviewComparison(string Step, string Own, string Other, ImmutableArray<PreviewPair> Pairs);

/// <summary>One row's two answers; null where the row did not come to the step.</summary>
internal sealed record PreviewPair(string Id, PreviewAnswer? Own, PreviewAnswer? Other);

/// <summary>An answer.</summary>
/// <param name="Value">Null for a failure of content.</param>
/// <param name="Failure">Why there is no value.</param>
internal sealed record PreviewAnswer(JsonElement? Value, string? Failure);

/// <summary>What a build would write that is not written.</summary>
/// <param name="IsThere">False when what the lock records is all that there is.</param>
/// <param name="Rows">How many rows there would be; null while answers are missing.</param>
/// <param name="FailedGates">In words; empty when all hold, or while answers are missing.</param>
internal sealed record PreviewCandidate(bool IsThere, long? Rows, ImmutableArray<string> FailedGates);
