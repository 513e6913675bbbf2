namespace SynthTool.Prompts;

/// <summary>A line of text that is almost a role.</summary>
/// <param name="Line">From 0.</param>
/// <param name="Column">From 0.</param>
/// <param name="Written">With its colon.</param>
/// <param name="Role">What was meant, probably.</param>
internal readonly record struct MisspeltRole(int Line, int Column, string Written, string Role);
