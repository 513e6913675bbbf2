using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

internal sealed class NegateNode(Node operand, SourcePlace place) : Node(place)
{
    public override Value Evaluate(INames names)
    {
        var value = operand.Evaluate(names);
        return value.IsNumber ? Numbers.Negate(value) : throw Fail($"arithmetic needs numbers, not {Values.Describe(value)}");
    }

    public override Shape Check(Checker checker)
    {
        var shape = operand.Check(checker);
        if (Shapes.IsKnown(shape) && !Shapes.IsNumber(shape))
        {
            checker.Add(ExpressionDiagnostics.WrongTypes, Place, $"arithmetic needs numbers, not {Shapes.Describe(shape)}");
        }

        return shape.Kind is ShapeKind.Integer ? Shape.Integer : Shape.Number;
    }
}
