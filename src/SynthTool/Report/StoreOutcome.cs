using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>What a <c>store</c> verb found or did.</summary>
internal sealed record StoreOutcome
{
    /// <summary>Empty where the verb is about a whole repository.</summary>
    public string Dataset { get; init; } = "";

    public string Definition { get; init; } = "";

    /// <summary>For <c>stat</c>.</summary>
    public ImmutableArray<StoreLayer> Layers { get; init; } = [];

    /// <summary>Answers that were read (<c>verify</c>), removed (<c>gc</c>, <c>forget</c>), written out (<c>export</c>) or taken in (<c>import</c>).</summary>
    public long Answers { get; init; }

    /// <summary>Damaged places (<c>verify</c>); exit code 5 when there is one.</summary>
    public long Damaged { get; init; }

    /// <summary>Answers that were there already (<c>import</c>), or that are not there (<c>forget</c>).</summary>
    public long Skipped { get; init; }

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>What one layer holds.</summary>
/// <param name="Layer"><c>committed</c> or <c>local</c>.</param>
/// <param name="Path">Relative to the repository's root; begins with <c>../</c> when a worktree uses the main one's.</param>
/// <param name="Files">Packs, or files of lines.</param>
/// <param name="Answers">Keys with an answer, recorded failures among them.</param>
/// <param name="Failures">Keys whose answer is a recorded failure.</param>
/// <param name="Bytes">On the disk.</param>
/// <param name="Used">Of the answers, those that the dataset's last build used; null when not known.</param>
internal sealed record StoreLayer(string Layer, string Path, int Files, long Answers, long Failures, long Bytes, long? Used);
