namespace SynthTool.Build;

/// <summary>Whether calls may be made for missing answers.</summary>
internal enum Spending
{
    /// <summary>No call; a missing answer ends with exit code 4.</summary>
    Never,

    /// <summary>Within the definition's declared budget, and nothing when none is declared.</summary>
    WithinBudget,

    /// <summary>After asking once, unless the definition's budget covers it.</summary>
    Ask,

    /// <summary>Up to the limits on the command line.</summary>
    Allow,
}

/// <summary>How a dataset is built. None of it changes what a finished build writes.</summary>
internal sealed record BuildOptions
{
    /// <summary>Partitions and shards in work at once; from 1.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    public Spending Spending { get; init; } = Spending.Never;

    /// <summary><c>--max-calls</c>: attempts on the wire; null: no limit.</summary>
    public long? MaxCalls { get; init; }

    /// <summary><c>--max-cost</c>, in the teachers' currency; null: no limit.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary><c>--max-tokens</c>, input and output together; null: no limit.</summary>
    public long? MaxTokens { get; init; }

    /// <summary><c>--locked</c>: fail (3) if the build would differ from the lock.</summary>
    public bool Locked { get; init; }

    /// <summary><c>--offline</c>: fail (4) if a response is missing, whatever may be spent.</summary>
    public bool Offline { get; init; }

    /// <summary><c>--force</c>: run everything again from stored answers.</summary>
    public bool Force { get; init; }

    /// <summary><c>--keep-going</c>: ask all that can be asked and report all errors.</summary>
    public bool KeepGoing { get; init; }

    /// <summary><c>--retry-quarantined</c>: ask again where a failure of content is recorded.</summary>
    public bool RetryQuarantined { get; init; }

    /// <summary><c>--rehearse</c>: answer missing requests with samples; output goes to <c>out/&lt;dataset&gt;.rehearsal</c>.</summary>
    public bool Rehearse { get; init; }

    /// <summary><c>--no-wait</c>: fail (7) when another build holds the dataset.</summary>
    public bool NoWait { get; init; }
}
