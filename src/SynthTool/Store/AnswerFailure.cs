namespace SynthTool.Store;

/// <summary>How the content of an answer failed.</summary>
/// <param name="Reason">A short word such as <c>refusal</c> or <c>truncated</c>.</param>
internal sealed record AnswerFailure(string Reason);
