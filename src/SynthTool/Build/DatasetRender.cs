using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Prompts;

namespace SynthTool.Build;

/// <summary>Renders prompts without asking anybody.</summary>
internal static class DatasetRender
{
    /// <summary>Gives every request that can be rendered from stored answers to <paramref name="sink"/>, in row order.</summary>
    public static Task<RenderOutcome> RunAsync(
        Workspace workspace, string definition, RenderOptions options, Action<RenderedRequest> sink, CancellationToken ct) =>
        throw new NotSupportedException(definition);
}

/// <summary>What to render.</summary>
internal sealed record RenderOptions
{
    /// <summary>Only this step; null: all <c>generate</c> steps.</summary>
    public string? Step { get; init; }

    /// <summary>Only the first so many seeds; null: all.</summary>
    public int? Seeds { get; init; }

    /// <summary>Only the row with this id, or the rows of the seed with this key; null: all.</summary>
    public string? Row { get; init; }

    /// <summary><c>--requests</c>: only requests without an answer, each once.</summary>
    public bool MissingOnly { get; init; }

    public int Jobs { get; init; } = 1;
}

/// <summary>One rendered request.</summary>
/// <param name="Key">64 hex digits.</param>
/// <param name="Row">The id of the row that asks.</param>
/// <param name="Response">The repository path of the response's schema; null for text.</param>
/// <param name="Answered">Whether the store has an answer.</param>
internal sealed record RenderedRequest(
    string Key, string Step, string Row, string Teacher, int Sample, ImmutableArray<PromptMessage> Messages, string? Response, bool Answered);

/// <summary>How many requests were rendered, and what was found.</summary>
internal sealed record RenderOutcome(string Dataset, string Definition, long Requests, ImmutableArray<Diagnostic> Diagnostics);
