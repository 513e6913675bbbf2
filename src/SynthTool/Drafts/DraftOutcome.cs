using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Drafts;

/// <summary>A first dataset for somebody's seeds, not written yet.</summary>
/// <param name="Diagnostics">With an error among them there are no files.</param>
internal sealed record DraftOutcome(ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>In ordinal order of their paths.</summary>
    public ImmutableArray<DraftFile> Files { get; init; } = [];

    public long Records { get; init; }

    /// <summary>The field that identifies a record; null when none does.</summary>
    public string? Key { get; init; }

    /// <summary>As the definition names the seeds.</summary>
    public string From { get; init; } = "";

    public bool HasErrors => Diagnostics.Any(d => d.IsError);
}
