using System.Collections.Immutable;

namespace SynthTool.Shards;

/// <summary>What a dataset's card tells beyond its manifest.</summary>
internal sealed record CardFacts
{
    public string? Description { get; init; }

    /// <summary>The teachers that the steps name, in declared order.</summary>
    public ImmutableArray<CardTeacher> Teachers { get; init; } = [];

    /// <summary>A line of Markdown-free text for each step, in order.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    public long Seeds { get; init; }
}

/// <summary>A teacher and what its licence says of using its answers.</summary>
/// <param name="Model">With its revision, when one is declared.</param>
/// <param name="License">Null when none is declared.</param>
internal sealed record CardTeacher(string Name, string Model, CardLicense? License);

/// <summary>A licence as the definition declares it.</summary>
internal sealed record CardLicense(string Id, string? Url, string? Distillation, ImmutableArray<string> Obligations);
