using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary><c>a ?? b</c>: the left value, or the right one where the left is null.</summary>
internal sealed class CoalesceNode(Node left, Node right, SourcePlace place) : Node(place)
{
    public override Value Evaluate(INames names)
    {
        var value = left.Evaluate(names);
        return value.IsNull ? right.Evaluate(names) : value;
    }

    public override Shape Check(Checker checker)
    {
        var (first, second) = (left.Check(checker), right.Check(checker));
        return first.Kind is ShapeKind.Null ? second : Shapes.Union(first with { Nullable = false }, second);
    }
}
