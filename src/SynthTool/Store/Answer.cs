namespace SynthTool.Store;

/// <summary>One recorded outcome of a request: what was bought, or a failure of content.</summary>
internal sealed record Answer
{
    public required string Text { get; init; }

    /// <summary>Why the model stopped; <c>stop</c> when nothing else is known.</summary>
    public string Finish { get; init; } = "stop";

    public Usage? Usage { get; init; }

    public string? Reasoning { get; init; }

    /// <summary>As the server sent it, raw JSON.</summary>
    public string? ToolCalls { get; init; }

    /// <summary>Why this outcome is quarantined: <c>refusal</c>, <c>truncated</c>, <c>context-length</c>, <c>invalid</c>; null for an answer that counts.</summary>
    public string? Failure { get; init; }

    /// <summary>The digest of the canonical form.</summary>
    public ContentHash Digest => throw new NotSupportedException();
}

/// <summary>Tokens of one call, as the server counted them.</summary>
internal sealed record Usage(long Input, long Output);
