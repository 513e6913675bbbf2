using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Seeds;

namespace SynthTool.Build;

/// <summary>What a build of one dataset came to.</summary>
internal sealed record BuildOutcome
{
    public required string Dataset { get; init; }

    /// <summary>The definition's repository path.</summary>
    public required string Definition { get; init; }

    public required BuildStatus Status { get; init; }

    public required ExitCode ExitCode { get; init; }

    /// <summary>Rows after the last step, before any output's <c>where</c>.</summary>
    public long Rows { get; init; }

    /// <summary>The same, per split.</summary>
    public ImmutableSortedDictionary<string, long> Splits { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    public long Seeds { get; init; }

    /// <summary>Where sources are crossed, how many combinations they have; else null.</summary>
    public ProductSize? Product { get; init; }

    /// <summary>Attempts on the wire.</summary>
    public long Calls { get; init; }

    /// <summary>Distinct answers that this build paid and recorded, failures of content included.</summary>
    public long Bought { get; init; }

    /// <summary>Distinct stored responses used.</summary>
    public long Reused { get; init; }

    /// <summary>Distinct answers that a rehearsal made up.</summary>
    public long MadeUp { get; init; }

    /// <summary>Rows that a recorded failure of content took.</summary>
    public long Quarantined { get; init; }

    /// <summary>The way of the rows, in step order.</summary>
    public ImmutableArray<FunnelStep> Funnel { get; init; } = [];

    public ShardCounts Shards { get; init; } = new(0, 0, 0, 0);

    /// <summary>Of the answers used, as far as servers counted them.</summary>
    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>Cost of this build's calls; null where no price is declared.</summary>
    public decimal? Cost { get; init; }

    public string? Currency { get; init; }

    /// <summary>How long a call took on the mean, in this build or the last one that called from here; null when none is known.</summary>
    public TimeSpan? MeanCallTime { get; init; }

    public TimeSpan Elapsed { get; init; }

    /// <summary>How the seeds differ from those of the last build; null when they do not, or when that is not known.</summary>
    public SeedEdits? Edits { get; init; }

    /// <summary>Why it was built; empty when it was up to date.</summary>
    public ImmutableArray<StaleReason> Reasons { get; init; } = [];

    /// <summary>Sorted; errors and warnings, of an up-to-date build the stored warnings.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Requests without an answer, when the build ended for that; at most 20.</summary>
    public ImmutableArray<MissingRequest> Missing { get; init; } = [];

    /// <summary>How many requests have no answer.</summary>
    public long MissingCount { get; init; }
}

/// <summary>The closed list of statuses; in JSON as <c>built</c>, <c>up-to-date</c>, <c>out-of-date</c>, <c>failed</c>, <c>cancelled</c>.</summary>
internal enum BuildStatus
{
    Built,
    UpToDate,
    OutOfDate,
    Failed,
    Cancelled,
}

/// <summary>What a step did to the rows.</summary>
/// <param name="Dropped">Reason → rows, of those the step removed; quarantines are listed with their kind.</param>
internal sealed record FunnelStep(string Step, long In, long Out, ImmutableSortedDictionary<string, long> Dropped);

/// <summary>How many seeds are new, gone, or have other content under the same key.</summary>
internal sealed record SeedEdits(long Added, long Removed, long Changed);

/// <summary>What became of the shards.</summary>
internal sealed record ShardCounts(int Total, int Written, int Kept, int Removed);

/// <summary>A request without an answer.</summary>
/// <param name="Key">64 hex digits.</param>
/// <param name="Seed">The key of the seed that needs it.</param>
/// <param name="Rejected">For the repair of a stored answer: which one, and what is wrong with it.</param>
internal sealed record MissingRequest(string Key, string Step, string Seed, RejectedAnswer? Rejected = null);

/// <summary>A stored answer that does not fit its schema.</summary>
/// <param name="Key">64 hex digits.</param>
internal sealed record RejectedAnswer(string Key, string Problem);
