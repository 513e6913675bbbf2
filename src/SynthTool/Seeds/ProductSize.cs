using System.Collections.Immutable;

namespace SynthTool.Seeds;

/// <summary>How many combinations crossed sources have, before any is left out.</summary>
/// <param name="Sources">In their order.</param>
internal sealed record ProductSize(ImmutableArray<CrossedCount> Sources)
{
    /// <summary>All combinations; <see cref="long.MaxValue"/> when there are more.</summary>
    public long Total { get; } = Sources.Any(s => s.Count == 0)
        ? 0
        : Sources.Aggregate(1L, (total, s) => total > long.MaxValue / s.Count ? long.MaxValue : total * s.Count);
}

/// <summary>A crossed source, and how many records it gives.</summary>
internal sealed record CrossedCount(string Name, long Count);
