namespace SynthTool.Store;

/// <summary>One recorded outcome of a request: what the teacher said, or how its content failed. Failures of transport are never recorded.</summary>
/// <param name="Text">The text as it came; empty when there was none.</param>
/// <param name="Finish">Why the teacher stopped, in its own word: <c>stop</c>, <c>length</c>, …</param>
internal sealed record Answer(string Text, string Finish = "stop")
{
    /// <summary>The largest answer that a store takes, in bytes of any of its written forms.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Null when the provider did not say.</summary>
    public TokenUsage? Usage { get; init; }

    public string? Reasoning { get; init; }

    /// <summary>The calls as the provider's JSON, kept without blanks so that layout makes no difference; null when there were none.</summary>
    public string? ToolCalls
    {
        get;
        init => field = value is null ? null : CompactJson.Of(value);
    }

    /// <summary>Null for an answer that serves; else the rows of this request are quarantined.</summary>
    public AnswerFailure? Failure { get; init; }

    /// <summary>Whether this was bought to replace a recorded failure. Belongs to the record, not to the answer: no part of digest or JSON.</summary>
    public bool Replaces { get; init; }

    /// <summary>The identity of what was answered: the same in every layer.</summary>
    public ContentHash Digest => AnswerBytes.DigestOf(this);
}
