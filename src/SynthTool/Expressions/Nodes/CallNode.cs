using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Expressions.Functions;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>A call of a function from the allow-list.</summary>
internal sealed class CallNode(Function function, ImmutableArray<Node> arguments, SourcePlace place) : Node(place)
{
    public override string Name => function.Name;

    public override Value Evaluate(INames names)
    {
        var values = new Value[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(names);
        }

        try
        {
            return function.Call(values);
        }
        catch (ValueFailure failure)
        {
            throw Fail(failure.Message);
        }
    }

    public override Shape Check(Checker checker)
    {
        ImmutableArray<Shape> shapes = [.. arguments.Select(a => a.Check(checker))];
        for (var i = 0; i < shapes.Length; i++)
        {
            CheckArgument(shapes[i], i, checker);
        }

        var result = CheckMember(shapes, checker) ?? function.Result(shapes);
        return shapes[0].Nullable && !function.TakesNull ? result.OrNull() : result;
    }

    /// <summary>The member that <c>array.map</c> and <c>array.sort</c> name as text is checked as a field is.</summary>
    private Shape? CheckMember(ImmutableArray<Shape> shapes, Checker checker)
    {
        if (function.Name is not ("array.map" or "array.sort")
            || arguments is not [_, LiteralNode { Value: { Kind: ValueKind.Text, Text: var member } }]
            || shapes[0].Item is not { Kind: ShapeKind.Object } item)
        {
            return null;
        }

        if (!item.Open && !item.Fields.ContainsKey(member))
        {
            checker.Add(ExpressionDiagnostics.UnknownField, arguments[1].Place, $"the elements have no field {Quote.Of(member)}", Suggestion.Hint(member, [.. item.Fields.Keys]));
        }

        return function.Name == "array.map" ? Shape.ArrayOf(item.Fields.GetValueOrDefault(member) ?? Shape.Any) : null;
    }

    private void CheckArgument(Shape shape, int index, Checker checker)
    {
        var fits = function.Parameters[index].Kind switch
        {
            _ when shape.Kind is ShapeKind.Any or ShapeKind.Mixed || (shape.Kind is ShapeKind.Null && index == 0) => true,
            ParameterKind.Text => shape.Kind is ShapeKind.String,
            ParameterKind.Whole or ParameterKind.Number => Shapes.IsNumber(shape),
            ParameterKind.Array => shape.Kind is ShapeKind.Array,
            ParameterKind.Object => shape.Kind is ShapeKind.Object,
            ParameterKind.Sized => shape.Kind is ShapeKind.String or ShapeKind.Array or ShapeKind.Object,
            _ => true,
        };
        if (!fits)
        {
            checker.Add(ExpressionDiagnostics.WrongArguments, arguments[index].Place, function.KindProblem(index, Shapes.Describe(shape)));
        }
    }
}
