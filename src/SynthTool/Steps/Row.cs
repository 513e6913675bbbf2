using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Seeds;

namespace SynthTool.Steps;

/// <summary>What flows between steps: a seed, and what the steps so far made of it.</summary>
/// <param name="Id">Seed key, <c>each</c> values and sample numbers, joined by <c>/</c>: readable, stable and unique.</param>
/// <param name="Seed">The seed it comes from.</param>
internal sealed record Row(string Id, Seed Seed)
{
    /// <summary>The results of the steps so far, in step order.</summary>
    public ImmutableArray<Column> Columns { get; init; } = [];

    /// <summary>The calls that made the results, in step order.</summary>
    public ImmutableArray<Call> Calls { get; init; } = [];

    /// <summary>Null before a <c>split</c> step.</summary>
    public string? Split { get; init; }

    /// <summary>This row with a step's result; the value is brought into canonical form.</summary>
    public Row With(string name, JsonElement value) => this with { Columns = Columns.Add(new Column(name, JsonValue.Canonical(value))) };
}

/// <summary>A step's result in a row.</summary>
internal readonly record struct Column(string Name, JsonElement Value);
