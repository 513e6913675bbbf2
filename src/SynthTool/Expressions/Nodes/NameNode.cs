using SynthTool.Diagnostics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>A root name, such as <c>seed</c>.</summary>
internal sealed class NameNode(string name, SourcePlace place) : Node(place)
{
    public override string Name => name;

    public override Value Evaluate(INames names)
    {
        var declared = names.Declared.Fields.GetValueOrDefault(name);
        if (names.TryGet(name, out var value))
        {
            return Value.Of(value, declared ?? Shape.Any);
        }

        return declared is not null ? Value.Null : throw Fail($"nothing is named {name} here: {Suggestion.Hint(name, [.. names.Roots])}");
    }

    public override Shape Check(Checker checker)
    {
        var known = checker.Names;
        if (known.Fields.TryGetValue(name, out var shape))
        {
            return shape;
        }

        if (known.Kind is ShapeKind.Object && !known.Open)
        {
            checker.Add(ExpressionDiagnostics.UnknownName, Place, $"nothing is named {name} here", Suggestion.Hint(name, [.. known.Fields.Keys]));
        }

        return Shape.Any;
    }
}
