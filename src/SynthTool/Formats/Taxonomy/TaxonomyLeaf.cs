using System.Collections.Immutable;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Taxonomy;

/// <summary>A <c>qna.yaml</c>. Texts are as they are written, without blanks at their end.</summary>
internal sealed record TaxonomyLeaf
{
    /// <summary>2 or 3.</summary>
    public required int Version { get; init; }

    public required bool IsKnowledge { get; init; }

    public required string CreatedBy { get; init; }

    public string? Domain { get; init; }

    public string? TaskDescription { get; init; }

    public string? DocumentOutline { get; init; }

    /// <summary>Patterns of the documents, relative to where they lie.</summary>
    public ImmutableArray<Located<string>> Patterns { get; init; } = [];

    public required ImmutableArray<TaxonomyExample> Examples { get; init; }
}
