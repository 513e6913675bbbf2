using SynthTool.Diagnostics;
using SynthTool.Expressions.Functions;
using SynthTool.Formats;

namespace SynthTool.Expressions.Nodes;

/// <summary>A field of an object, or the size of a text or an array.</summary>
/// <param name="target">Whose field.</param>
/// <param name="fieldName">Its name.</param>
/// <param name="nullSafe">Whether it was written with <c>?.</c>: then null has every field, and each is null.</param>
/// <param name="place">Where the field's name stands.</param>
internal sealed class MemberNode(Node target, string fieldName, bool nullSafe, SourcePlace place) : Node(place)
{
    private const string Size = "size";

    public override string Name => target is NameNode or MemberNode ? $"{target.Name}.{fieldName}" : $".{fieldName}";

    public override Value Evaluate(INames names)
    {
        var value = target.Evaluate(names);
        if (TryRead(value, out var member))
        {
            return member;
        }

        if (value.IsNull)
        {
            return nullSafe ? Value.Null : throw Fail($"{target.Name} is null, so it has no field {Quote.Of(fieldName)}; ?. gives null instead");
        }

        throw Fail(value.Kind is ValueKind.Object
            ? $"{target.Name} has no field {Quote.Of(fieldName)}{Nearest(value)}"
            : $"{target.Name} is {Values.Describe(value)} and has no field {Quote.Of(fieldName)}");
    }

    public override Value EvaluateOrNull(INames names) =>
        TryRead(target.EvaluateOrNull(names), out var member) ? member : Value.Null;

    public override Shape Check(Checker checker)
    {
        var shape = target.Check(checker);
        switch (shape.Kind)
        {
            case ShapeKind.Object:
                return CheckField(shape, checker);
            case ShapeKind.Array or ShapeKind.String when fieldName == Size:
                return nullSafe && shape.Nullable ? Shape.Integer.OrNull() : Shape.Integer;
            case ShapeKind.Any or ShapeKind.Mixed or ShapeKind.Null:
                return Shape.Any;
            default:
                checker.Add(ExpressionDiagnostics.UnknownField, Place, $"{target.Name} is {Shapes.Describe(shape)} and has no field {Quote.Of(fieldName)}");
                return Shape.Any;
        }
    }

    private Shape CheckField(Shape shape, Checker checker)
    {
        if (shape.Fields.TryGetValue(fieldName, out var member))
        {
            return nullSafe && shape.Nullable ? member.OrNull() : member;
        }

        if (!shape.Open)
        {
            checker.Add(ExpressionDiagnostics.UnknownField, Place, $"{target.Name} has no field {Quote.Of(fieldName)}", Suggestion.Hint(fieldName, [.. shape.Fields.Keys]));
        }

        return Shape.Any;
    }

    private bool TryRead(in Value value, out Value member)
    {
        switch (value.Kind)
        {
            case ValueKind.Object:
                return value.TryGetMember(fieldName, out member);
            case ValueKind.Text or ValueKind.Array when fieldName == Size:
                member = Value.Of((long)ObjectFunctions.Size(value));
                return true;
            default:
                member = default;
                return false;
        }
    }

    private string Nearest(in Value value) =>
        Suggestion.For(fieldName, value.ToMembers().Select(m => m.Key)) is { } near ? $": did you mean {Quote.Of(near)}?" : "";
}
