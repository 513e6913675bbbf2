namespace SynthTool.Prompts;

/// <summary>A value that a render has read.</summary>
/// <param name="Path">From a root name, such as <c>seed.title</c>.</param>
/// <param name="Present">Whether it was there and not null.</param>
internal sealed record ObservedName(string Path, bool Present);
