using System.Collections.Immutable;

namespace SynthTool.Formats.Schemas;

/// <summary>A regular expression of ECMA 262, read in Unicode mode.</summary>
internal abstract record PatternPart
{
    /// <summary>One code point of a set.</summary>
    public sealed record One(CodePoints Set) : PatternPart;

    public sealed record Sequence(ImmutableArray<PatternPart> Parts) : PatternPart;

    public sealed record Choice(ImmutableArray<PatternPart> Parts) : PatternPart;

    /// <param name="Part">What is repeated.</param>
    /// <param name="Min">At least so often.</param>
    /// <param name="Max">At most so often; null: without bound.</param>
    /// <param name="IsLazy">Whether as few as possible are taken.</param>
    public sealed record Repeat(PatternPart Part, int Min, int? Max, bool IsLazy) : PatternPart;

    /// <summary>A capturing group, numbered from 1.</summary>
    public sealed record Group(PatternPart Part, int Number) : PatternPart;

    public sealed record Start : PatternPart;

    public sealed record End : PatternPart;

    public sealed record WordBoundary(bool IsNegative) : PatternPart;

    public sealed record Look(PatternPart Part, bool IsAhead, bool IsNegative) : PatternPart;

    public sealed record BackReference(int Number) : PatternPart;
}
