using System.Collections.Immutable;

namespace SynthTool.Formats.Taxonomy;

/// <summary>One of a leaf's examples.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Context">What its questions are about; null without one.</param>
/// <param name="Pairs">Questions and their answers; more than one only in knowledge of version 3.</param>
internal sealed record TaxonomyExample(int Line, string? Context, ImmutableArray<(string Question, string Answer)> Pairs);
