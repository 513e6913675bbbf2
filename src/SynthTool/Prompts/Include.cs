using SynthTool.Diagnostics;

namespace SynthTool.Prompts;

/// <summary>An include statement.</summary>
/// <param name="Name">The file's name as it is written; null when it is computed.</param>
/// <param name="Place">Where the statement stands.</param>
internal sealed record Include(string? Name, SourcePlace Place);
