using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>An array's element by its position, negative from the end, or an object's field by a computed name.</summary>
internal sealed class IndexNode(Node target, Node index, SourcePlace place) : Node(place)
{
    public override string Name => $"{target.Name}[…]";

    public override Value Evaluate(INames names)
    {
        var (value, key) = (target.Evaluate(names), index.Evaluate(names));
        return TryRead(value, key, out var item) ? item : throw Fail((value.Kind, key.Kind) switch
        {
            (ValueKind.Null, _) => $"{target.Name} is null, so it has no elements",
            (ValueKind.Array, ValueKind.Integer) => FormattableString.Invariant($"{target.Name} has {value.Count} elements, none at {key.Integer}"),
            (ValueKind.Object, ValueKind.Text) => $"{target.Name} has no field {Quote.Of(key.Text)}",
            (ValueKind.Text, _) => $"{target.Name} is text: string.slice takes characters out of it",
            _ => $"{Values.Describe(value)} has no element at {Values.Describe(key)}",
        });
    }

    public override Value EvaluateOrNull(INames names) =>
        TryRead(target.EvaluateOrNull(names), index.Evaluate(names), out var item) ? item : Value.Null;

    public override Shape Check(Checker checker)
    {
        var (shape, key) = (target.Check(checker), index.Check(checker));
        switch (shape.Kind)
        {
            case ShapeKind.Array when key.Kind is ShapeKind.Integer || !Shapes.IsKnown(key):
                return shape.Item ?? Shape.Any;
            case ShapeKind.Object when key.Kind is ShapeKind.String || !Shapes.IsKnown(key):
            case ShapeKind.Any or ShapeKind.Mixed or ShapeKind.Null:
                return Shape.Any;
            default:
                checker.Add(ExpressionDiagnostics.WrongTypes, index.Place, $"{Shapes.Describe(shape)} has no element at {Shapes.Describe(key)}");
                return Shape.Any;
        }
    }

    private static bool TryRead(in Value value, in Value key, out Value item)
    {
        item = default;
        if (value.Kind is ValueKind.Object && key.Kind is ValueKind.Text)
        {
            return value.TryGetMember(key.Text, out item);
        }

        if (value.Kind is not ValueKind.Array || key.Kind is not ValueKind.Integer)
        {
            return false;
        }

        var at = key.Integer < 0 ? value.Count + key.Integer : key.Integer;
        var isThere = at >= 0 && at < value.Count;
        item = isThere ? value[(int)at] : default;
        return isThere;
    }
}
