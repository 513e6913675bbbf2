namespace SynthTool.Build;

/// <summary>A prompt that is tried in the place of a step's own.</summary>
/// <param name="Step">The step; null: the only one that asks a teacher.</param>
/// <param name="Path">The template's repository path.</param>
internal sealed record OtherPrompt(string? Step, string Path);
