using System.Text.RegularExpressions;
using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>Whether a text has a match of a pattern that is fixed in the definition.</summary>
internal sealed class MatchesNode(Node text, Regex pattern, SourcePlace place) : Node(place)
{
    public override string Name => "matches";

    public override Value Evaluate(INames names)
    {
        var value = text.Evaluate(names);
        try
        {
            return value.Kind switch
            {
                ValueKind.Null => Value.Null,
                ValueKind.Text => Value.Of(pattern.IsMatch(value.Text)),
                _ => throw Fail($"matches: text must be text, not {Values.Describe(value)}"),
            };
        }
        catch (ValueFailure failure)
        {
            throw Fail(failure.Message);
        }
        catch (RegexMatchTimeoutException)
        {
            throw Fail("matches: the pattern takes too long on this text");
        }
    }

    public override Shape Check(Checker checker)
    {
        var shape = text.Check(checker);
        if (Shapes.IsKnown(shape) && shape.Kind is not (ShapeKind.String or ShapeKind.Null))
        {
            checker.Add(ExpressionDiagnostics.WrongArguments, text.Place, $"matches: text must be text, not {Shapes.Describe(shape)}");
        }

        return shape.Nullable ? Shape.Boolean.OrNull() : Shape.Boolean;
    }
}
