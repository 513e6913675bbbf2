namespace SynthTool.Build;

/// <summary>What of a dataset is looked at.</summary>
/// <param name="Seeds">The first so many; null: all that <paramref name="Row"/> names.</param>
/// <param name="Row">A row's id or a seed's key; null: any.</param>
/// <param name="Until">The last step to run; null: all.</param>
internal sealed record PreviewChoice(int? Seeds, string? Row = null, string? Until = null)
{
    /// <summary>A prompt whose answers are set beside those of the step's own; null: none.</summary>
    public OtherPrompt? Prompt { get; init; }

    /// <summary>Whether to show what a build would write that its gates keep from being written, from stored answers alone.</summary>
    public bool Candidate { get; init; }
}
