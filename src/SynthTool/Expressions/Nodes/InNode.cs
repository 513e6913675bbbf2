using SynthTool.Diagnostics;
using SynthTool.Expressions.Functions;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>Whether an array has an element that equals a value.</summary>
internal sealed class InNode(Node item, Node array, SourcePlace place) : Node(place)
{
    private const string UseContains = "string.contains finds text in text";

    public override Value Evaluate(INames names)
    {
        var (wanted, list) = (item.Evaluate(names), array.Evaluate(names));
        if (list.Kind is not ValueKind.Array)
        {
            throw Fail($"in needs an array on its right, not {Values.Describe(list)}" + (list.Kind is ValueKind.Text ? "; " + UseContains : ""));
        }

        try
        {
            return Value.Of(ArrayFunctions.Contains(list, wanted));
        }
        catch (ValueFailure failure)
        {
            throw Fail(failure.Message);
        }
    }

    public override Shape Check(Checker checker)
    {
        var (wanted, list) = (item.Check(checker), array.Check(checker));
        if (Shapes.IsKnown(list) && list.Kind is not ShapeKind.Array)
        {
            checker.Add(ExpressionDiagnostics.WrongTypes, Place, $"in needs an array on its right, not {Shapes.Describe(list)}", list.Kind is ShapeKind.String ? UseContains : null);
        }
        else if (list.Item is { } each && !CompareNode.MayBeEqual(wanted, each))
        {
            checker.Add(ExpressionDiagnostics.WrongTypes, Place, $"{Shapes.Describe(wanted)} is never in an array of which each element is {Shapes.Describe(each)}");
        }

        return Shape.Boolean;
    }
}
