namespace SynthTool.Teachers;

/// <summary>One attempt that brought no answer. It never leaves the chain: it is tried again, or becomes a <see cref="TeacherFailure"/>.</summary>
/// <param name="message">What happened, free of secrets and line breaks.</param>
internal sealed class TransportFault(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status; null when no usable reply came at all.</summary>
    public int? Status { get; init; }

    /// <summary>What the server said about its error, free of secrets; empty when it said nothing.</summary>
    public string Said { get; init; } = "";

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server refused the way in which structured output was asked for, and the next attempt asks in another way.</summary>
    public bool IsModeRefusal { get; init; }

    /// <summary>Whether the same attempt may succeed later.</summary>
    public bool IsPassing => Status is null or 408 or 425 or 429 or >= 500;
}
