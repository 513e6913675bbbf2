namespace SynthTool.Prompts;

/// <summary>One message of a rendered prompt.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">Without blank lines around it; never empty.</param>
internal sealed record PromptMessage(string Role, string Text);
