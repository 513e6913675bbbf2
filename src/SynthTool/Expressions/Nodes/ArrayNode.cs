using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>An array that is written out.</summary>
internal sealed class ArrayNode(ImmutableArray<Node> items, SourcePlace place) : Node(place)
{
    /// <summary>The array, when all its elements are literals.</summary>
    private readonly Value[]? constant = items.All(i => i is LiteralNode) ? [.. items.Select(i => ((LiteralNode)i).Value)] : null;

    public override Value Evaluate(INames names)
    {
        if (constant is not null)
        {
            return Value.Of(constant);
        }

        var values = new Value[items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = items[i].Evaluate(names);
        }

        return Value.Of(values);
    }

    public override Shape Check(Checker checker)
    {
        var shapes = items.Select(i => i.Check(checker)).ToList();
        return Shape.ArrayOf(shapes.Count == 0 ? Shape.Any : shapes.Aggregate(Shapes.Union));
    }
}
