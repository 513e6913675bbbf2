using System.Collections.Immutable;
using SynthTool.Formats;

namespace SynthTool.Expressions;

/// <summary>How shapes combine in expressions.</summary>
internal static class Shapes
{
    /// <summary>The shape of a value that is of one shape or of the other.</summary>
    public static Shape Union(Shape left, Shape right)
    {
        var nullable = left.Nullable || right.Nullable;
        var either = (left.Kind, right.Kind) switch
        {
            (ShapeKind.Null, _) => right,
            (_, ShapeKind.Null) => left,
            (ShapeKind.Any, _) or (_, ShapeKind.Any) => Shape.Any,
            (ShapeKind.Integer, ShapeKind.Number) or (ShapeKind.Number, ShapeKind.Integer) => Shape.Number,
            (ShapeKind.Array, ShapeKind.Array) => Shape.ArrayOf(Union(left.Item ?? Shape.Any, right.Item ?? Shape.Any)),
            (ShapeKind.Object, ShapeKind.Object) => UnionOfObjects(left, right),
            _ when left.Kind == right.Kind => left,
            _ => Shape.Mixed,
        };
        return nullable ? either.OrNull() : either;
    }

    /// <summary>The shape of arithmetic over shapes: whole where all are.</summary>
    public static Shape Widest(ImmutableArray<Shape> shapes) =>
        shapes.All(s => s.Kind is ShapeKind.Integer) ? Shape.Integer
        : shapes.Any(s => s.Kind is ShapeKind.Any or ShapeKind.Mixed) ? Shape.Any with { Nullable = false }
        : Shape.Number;

    public static string Describe(Shape shape) => shape.Kind switch
    {
        ShapeKind.Null => "null",
        ShapeKind.Boolean => "true or false",
        ShapeKind.Integer or ShapeKind.Number => "a number",
        ShapeKind.String => "text",
        ShapeKind.Array => "an array",
        ShapeKind.Object => "an object",
        _ => "a value",
    };

    /// <summary>Whether the kind of a value that is not null is known.</summary>
    public static bool IsKnown(Shape shape) => shape.Kind is not (ShapeKind.Any or ShapeKind.Mixed);

    public static bool IsNumber(Shape shape) => shape.Kind is ShapeKind.Integer or ShapeKind.Number;

    private static Shape UnionOfObjects(Shape left, Shape right)
    {
        var names = left.Fields.Keys.Union(right.Fields.Keys, StringComparer.Ordinal);
        return Shape.ObjectOf(
            names.Select(n => KeyValuePair.Create(n, (left.Fields.GetValueOrDefault(n), right.Fields.GetValueOrDefault(n)) switch
            {
                ({ } l, { } r) => Union(l, r),
                ({ } l, null) => l.OrNull(),
                (_, { } r) => r.OrNull(),
                _ => Shape.Any,
            })),
            left.Open || right.Open);
    }
}
