using System.Collections.Immutable;

namespace SynthTool.Prompts;

/// <summary>The messages that a template gives for one row.</summary>
internal sealed record RenderedPrompt(ImmutableArray<PromptMessage> Messages)
{
    /// <summary>The included files that this render used, sorted, as paths of the repository; empty unless it was observed.</summary>
    public ImmutableArray<string> Includes { get; init; } = [];

    /// <summary>The names that this render read, sorted by path; empty unless it was observed.</summary>
    public ImmutableArray<ObservedName> Names { get; init; } = [];
}
