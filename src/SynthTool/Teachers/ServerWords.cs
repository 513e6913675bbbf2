namespace SynthTool.Teachers;

/// <summary>What servers mean by the sentences of their errors: they agree on no code.</summary>
internal static class ServerWords
{
    private static readonly string[] ContextLength =
        ["context_length", "context length", "context window", "maximum context", "context size", "prompt is too long", "too many tokens", "input is too long", "exceeds the available context"];

    private static readonly string[] Filter = ["content_filter", "content filter", "content management policy", "content_policy_violation"];

    private static readonly string[] Mode =
        ["response_format", "response format", "json_schema", "json_object", "json schema", "json mode", "structured output", "guided", "grammar"];

    /// <summary>The failure of content that a rejection stands for, or null when it is none.</summary>
    public static string? IsAboutContent(TransportFault fault) => fault.Status is not (400 or 413 or 422)
        ? null
        : Has(fault, ContextLength) ? ContentFailure.ContextLength : Has(fault, Filter) ? ContentFailure.Refusal : null;

    /// <summary>Whether the server does not take the way in which structured output was asked for.</summary>
    public static bool IsAboutMode(TransportFault fault) => fault.Status is 400 or 422 && Has(fault, Mode);

    private static bool Has(TransportFault fault, string[] words) => words.Any(w => fault.Said.Contains(w, StringComparison.OrdinalIgnoreCase));
}
