using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>Equality, which any two values have, or order, which only two numbers or two texts have.</summary>
internal sealed class CompareNode(Comparison comparison, Node left, Node right, SourcePlace place) : Node(place)
{
    private bool IsOrder => comparison is not (Comparison.Equal or Comparison.NotEqual);

    public override Value Evaluate(INames names)
    {
        var (mine, theirs) = (left.Evaluate(names), right.Evaluate(names));
        try
        {
            return Value.Of(comparison switch
            {
                Comparison.Equal => Values.Same(mine, theirs),
                Comparison.NotEqual => !Values.Same(mine, theirs),
                Comparison.Less => Values.Compare(mine, theirs) < 0,
                Comparison.LessOrEqual => Values.Compare(mine, theirs) <= 0,
                Comparison.Greater => Values.Compare(mine, theirs) > 0,
                _ => Values.Compare(mine, theirs) >= 0,
            });
        }
        catch (ValueFailure failure)
        {
            throw Fail(failure.Message);
        }
    }

    public override Shape Check(Checker checker)
    {
        var (mine, theirs) = (left.Check(checker), right.Check(checker));
        if (IsOrder)
        {
            CheckOrder(mine, theirs, checker);
        }
        else if (!MayBeEqual(mine, theirs))
        {
            checker.Add(ExpressionDiagnostics.WrongTypes, Place, $"{Shapes.Describe(mine)} and {Shapes.Describe(theirs)} are never equal");
        }

        return Shape.Boolean;
    }

    /// <summary>Whether values of two shapes may be equal, as far as is known.</summary>
    public static bool MayBeEqual(Shape left, Shape right) =>
        !Shapes.IsKnown(left) || !Shapes.IsKnown(right)
        || left.Kind is ShapeKind.Null || right.Kind is ShapeKind.Null
        || (left.Nullable && right.Nullable)
        || left.Kind == right.Kind
        || (Shapes.IsNumber(left) && Shapes.IsNumber(right));

    private void CheckOrder(Shape mine, Shape theirs, Checker checker)
    {
        var unordered = new[] { mine, theirs }.FirstOrDefault(s => Shapes.IsKnown(s) && !Shapes.IsNumber(s) && s.Kind is not ShapeKind.String);
        if (unordered is not null)
        {
            checker.Add(ExpressionDiagnostics.WrongTypes, Place, $"{Shapes.Describe(unordered)} has no order", unordered.Kind is ShapeKind.Null ? "test is_missing(…)" : null);
        }
        else if (Shapes.IsKnown(mine) && Shapes.IsKnown(theirs) && Shapes.IsNumber(mine) != Shapes.IsNumber(theirs))
        {
            checker.Add(ExpressionDiagnostics.WrongTypes, Place, $"{Shapes.Describe(mine)} cannot be compared with {Shapes.Describe(theirs)}");
        }
    }
}
