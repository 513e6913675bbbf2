using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Steps;

namespace SynthTool.Shards;

/// <summary>How a column's values come from rows.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Place">Where it is declared.</param>
internal sealed record ProjectedColumn(string Name, SourcePlace? Place)
{
    /// <summary>The value of a row; throws <see cref="StepFailure"/>. Null when <see cref="Turns"/> is used.</summary>
    public Func<Row, JsonElement>? Value { get; init; }

    /// <summary>The messages' roles and texts, in order.</summary>
    public ImmutableArray<ProjectedTurn> Turns { get; init; } = [];

    /// <summary>What is known of the values beforehand; <see cref="ShapeKind.Any"/> when nothing is.</summary>
    public Shape Declared { get; init; } = Shape.Any;

    /// <summary>Whether the values are the messages of a chat.</summary>
    public bool IsMessages { get; init; }
}

/// <summary>One message of a chat column.</summary>
internal sealed record ProjectedTurn(string Role, Func<Row, JsonElement> Text);
