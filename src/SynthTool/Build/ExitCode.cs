namespace SynthTool.Build;

/// <summary>How a command ends. The numbers are a contract with scripts and CI.</summary>
internal enum ExitCode
{
    /// <summary>Done, or up to date.</summary>
    Done = 0,

    /// <summary>An error in the user's files, a failed gate, a server that does not answer.</summary>
    Failed = 1,

    /// <summary>The command line cannot be understood.</summary>
    Usage = 2,

    /// <summary>The build would differ from the lock (<c>--locked</c>), or something is stale (<c>status --exit-code</c>).</summary>
    OutOfDate = 3,

    /// <summary>A response is missing and may not be bought.</summary>
    ResponseMissing = 4,

    /// <summary>A stored entry or a shard is corrupt.</summary>
    Integrity = 5,

    /// <summary>A budget is exhausted.</summary>
    Budget = 6,

    /// <summary>Another build holds the dataset (<c>--no-wait</c>).</summary>
    Busy = 7,

    /// <summary>A mistake of the tool's own.</summary>
    Internal = 70,

    /// <summary>Ctrl+C.</summary>
    Cancelled = 130,
}
