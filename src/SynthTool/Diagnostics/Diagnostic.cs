namespace SynthTool.Diagnostics;

/// <summary>One finding about the user's files or surroundings. A finding is data: each front writes its own sentence form.</summary>
/// <param name="Kind">Code, severity and title.</param>
/// <param name="Place">Where, when it is about a file.</param>
/// <param name="Message">What happened, with the values; one sentence without a line break.</param>
/// <param name="Hint">What to do about it, when there is something.</param>
public sealed record Diagnostic(DiagnosticKind Kind, SourcePlace? Place, string Message, string? Hint = null)
{
    /// <summary>Whether this finding stops the build.</summary>
    public bool IsError => Kind.Severity is Severity.Error;
}
