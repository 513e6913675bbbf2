using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Expressions;

namespace SynthTool.Definition;

/// <summary><c>cross:</c> and what stands beside it: every record of each source is combined with every record of the others.</summary>
internal sealed record CrossDefinition
{
    public required SourcePlace Place { get; init; }

    /// <summary>Combinations for which this is false are left out. It sees a record of each source, as <c>seed.name</c>.</summary>
    public Expression? Where { get; init; }

    /// <summary>How many combinations, after <see cref="Where"/>, are taken from the beginning; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>How many combinations, after <see cref="Where"/>, are drawn by the hash of their keys; null: all.</summary>
    public int? Sample { get; init; }

    /// <summary>The sources whose group, or key where they have no group, makes the unit which a split never divides; empty: the seed's key.</summary>
    public ImmutableArray<string> GroupedBy { get; init; } = [];
}

/// <summary><c>seeds:</c> as a whole.</summary>
/// <param name="Sources">In their order; where they are crossed, that of <c>cross:</c>.</param>
/// <param name="Cross">Null where the seeds of a source follow those of the one before.</param>
internal sealed record SeedsDefinition(ImmutableArray<SourceDefinition> Sources, CrossDefinition? Cross)
{
    public static readonly SeedsDefinition None = new([], null);
}
