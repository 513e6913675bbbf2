using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>What a build would do, and why; asking changes nothing.</summary>
internal sealed record PlanOutcome
{
    public required string Dataset { get; init; }

    public required string Definition { get; init; }

    public required BuildStatus Status { get; init; }

    public long Seeds { get; init; }

    /// <summary>Where sources are crossed, how many combinations they have; else null.</summary>
    public ProductSize? Product { get; init; }

    /// <summary>Partitions in all, and of them stale.</summary>
    public int Partitions { get; init; }

    public int StalePartitions { get; init; }

    /// <summary>What the last build came to, as far as its state or its lock tells; null when there was none.</summary>
    public BuildOutcome? Last { get; init; }

    /// <summary>The datasets whose answers come first, when the seeds are rows that wait for them: then nothing is known of this one's calls.</summary>
    public ImmutableArray<UnknownRows> Needs { get; init; } = [];

    public PlannedCalls Calls { get; init; } = new(0, 0, "");

    /// <summary>Answers that were bought for this dataset and that the edited files no longer use; null when not known.</summary>
    public long? Unused { get; init; }

    public decimal? EstimatedCost { get; init; }

    public string? Currency { get; init; }

    /// <summary>How long asking would take; null when nothing is missing, and before a call was made from here.</summary>
    public TimeSpan? EstimatedTime { get; init; }

    public ImmutableArray<StaleReason> Stale { get; init; } = [];

    public ImmutableArray<MissingRequest> Missing { get; init; } = [];

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    public TimeSpan Elapsed { get; init; }
}

/// <summary>How many calls a build would make.</summary>
/// <param name="Known">Exactly the calls of the first unanswered step of each row.</param>
/// <param name="Estimated">The calls of the steps behind it.</param>
/// <param name="Basis">What the estimate rests on, such as <c>fan-out of the last build</c>; empty when nothing is estimated.</param>
internal sealed record PlannedCalls(long Known, long Estimated, string Basis);

/// <summary>Asks the person at the terminal once whether a plan may be bought.</summary>
internal delegate ValueTask<bool> Consent(PlanOutcome plan, CancellationToken ct);
