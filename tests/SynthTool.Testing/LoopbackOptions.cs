using SynthTool.Teachers;

namespace SynthTool.Testing;

/// <summary>How a <see cref="LoopbackTeacher"/> behaves.</summary>
internal sealed record LoopbackOptions
{
    /// <summary>Before every answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Where each request is noted, on the disk before its reply; null: in memory only.</summary>
    public string? JournalPath { get; init; }

    /// <summary>The strictest way of asking for structured output that the server takes; it refuses stricter ones with a 400.</summary>
    public StructuredMode Mode { get; init; } = StructuredMode.JsonSchema;

    /// <summary>How many words an answer of text has.</summary>
    public int Words { get; init; } = 12;

    /// <summary>An answer's text, instead of the one that follows from the request's digest; null: that one.</summary>
    public Func<LoopbackRequest, string?>? Answer { get; init; }

    /// <summary>What happens to the first requests, in the order in which they come.</summary>
    public IReadOnlyList<LoopbackAct> Acts { get; init; } = [];
}
