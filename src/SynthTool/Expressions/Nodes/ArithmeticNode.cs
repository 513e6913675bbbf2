using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>Arithmetic of two numbers; text is never added to anything.</summary>
internal sealed class ArithmeticNode(Operation operation, Node left, Node right, SourcePlace place) : Node(place)
{
    private const string UseAppend = "string.append joins texts";

    public override Value Evaluate(INames names)
    {
        var (mine, theirs) = (left.Evaluate(names), right.Evaluate(names));
        if (!mine.IsNumber || !theirs.IsNumber)
        {
            var wrong = mine.IsNumber ? theirs : mine;
            throw Fail($"arithmetic needs numbers, not {Values.Describe(wrong)}" + (wrong.Kind is ValueKind.Text ? "; " + UseAppend : ""));
        }

        try
        {
            return operation switch
            {
                Operation.Add => Numbers.Add(mine, theirs),
                Operation.Subtract => Numbers.Subtract(mine, theirs),
                Operation.Multiply => Numbers.Multiply(mine, theirs),
                Operation.Divide => Numbers.Divide(mine, theirs),
                Operation.DivideWhole => Numbers.DivideWhole(mine, theirs),
                _ => Numbers.Remainder(mine, theirs),
            };
        }
        catch (ValueFailure failure)
        {
            throw Fail(failure.Message);
        }
    }

    public override Shape Check(Checker checker)
    {
        var (mine, theirs) = (left.Check(checker), right.Check(checker));
        foreach (var shape in new[] { mine, theirs })
        {
            if (Shapes.IsKnown(shape) && !Shapes.IsNumber(shape))
            {
                checker.Add(ExpressionDiagnostics.WrongTypes, Place, $"arithmetic needs numbers, not {Shapes.Describe(shape)}", shape.Kind is ShapeKind.String ? UseAppend : null);
                break;
            }
        }

        return operation switch
        {
            Operation.Divide => Shape.Number,
            Operation.DivideWhole => Shape.Integer,
            _ => mine.Kind is ShapeKind.Integer && theirs.Kind is ShapeKind.Integer ? Shape.Integer : Shape.Number,
        };
    }
}
