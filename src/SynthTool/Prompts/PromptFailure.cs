using SynthTool.Diagnostics;

namespace SynthTool.Prompts;

/// <summary>A template that cannot be rendered for one row. Callers turn it into a diagnostic that names the seed.</summary>
internal sealed class PromptFailure(SourcePlace place, string message) : Exception(message)
{
    public SourcePlace Place { get; } = place;
}
