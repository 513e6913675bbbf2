using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Expressions;

namespace SynthTool.Definition;

/// <summary>One entry of <c>steps:</c>.</summary>
/// <param name="Kind">The step's keyword, such as <c>generate</c>.</param>
/// <param name="Name">The result's name; for a step without one, its kind (made unique by a number from the second on: <c>filter-2</c>).</param>
/// <param name="Place">Where the step begins.</param>
internal abstract record StepDefinition(string Kind, string Name, SourcePlace Place);

/// <summary>One row per element of a list, per column, or per literal value.</summary>
internal sealed record EachDefinition(string Name, SourcePlace Place) : StepDefinition("each", Name, Place)
{
    /// <summary><c>in: list column</c>; null when one of the others is used.</summary>
    public Expression? List { get; init; }

    /// <summary><c>in: [columns]</c>: each column's value becomes a row.</summary>
    public ImmutableArray<Expression> Columns { get; init; } = [];

    /// <summary><c>in: [values]</c>: literal objects, or scalars that are no column names.</summary>
    public ImmutableArray<JsonElement> Values { get; init; } = [];

    /// <summary>Relative weights of <see cref="Values"/>, in their order; empty: equal.</summary>
    public ImmutableArray<decimal> Weights { get; init; } = [];

    /// <summary>How many of the elements are drawn for each row, deterministically and without repetition; null: all.</summary>
    public int? Sample { get; init; }
}

/// <summary>Asks a teacher.</summary>
internal sealed record GenerateDefinition(string Name, SourcePlace Place) : StepDefinition("generate", Name, Place)
{
    /// <summary>The teacher's name; it exists.</summary>
    public required Located<string> Teacher { get; init; }

    public required DefinitionPart Prompt { get; init; }

    /// <summary>The JSON Schema of the answers; null: the result is text.</summary>
    public DefinitionPart? Response { get; init; }

    /// <summary>How many sibling rows; from 1.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Over the teacher's own options.</summary>
    public ModelOptions Options { get; init; } = ModelOptions.None;
}

/// <summary>Keeps the rows for which every condition is true.</summary>
internal sealed record FilterDefinition(string Name, SourcePlace Place) : StepDefinition("filter", Name, Place)
{
    public required ImmutableArray<FilterCondition> Conditions { get; init; }
}

/// <summary>One condition and the reason it gives a row that fails it.</summary>
/// <param name="Reason">The written name, else the expression's text.</param>
/// <param name="Expression">Must be true or false.</param>
internal sealed record FilterCondition(string Reason, Expression Expression);

/// <summary>Computes a column.</summary>
internal sealed record MapDefinition(string Name, SourcePlace Place) : StepDefinition("map", Name, Place)
{
    public required Expression To { get; init; }
}

/// <summary>Keeps the first of rows whose columns are equal.</summary>
internal sealed record DedupDefinition(string Name, SourcePlace Place) : StepDefinition("dedup", Name, Place)
{
    public required ImmutableArray<Expression> Columns { get; init; }
}

/// <summary>Gives each group of rows a split.</summary>
internal sealed record SplitDefinition(string Name, SourcePlace Place) : StepDefinition("split", Name, Place)
{
    /// <summary>Split name and percentage, in declared order; the percentages add up to 100.</summary>
    public required ImmutableArray<SplitShare> Shares { get; init; }
}

/// <summary>A split and how many percent of the groups go to it.</summary>
internal sealed record SplitShare(string Split, decimal Percent);
