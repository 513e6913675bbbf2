namespace SynthTool.Formats;

/// <summary>The lattice of shapes: <see cref="Shape.Null"/> is the least, <see cref="Shape.Any"/> the greatest.</summary>
internal static class ShapeMerge
{
    /// <summary>An object of more fields is a map, not a record: it becomes <see cref="Shape.Any"/>.</summary>
    public const int MostFields = 4096;

    public static Shape Join(Shape a, Shape b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        return (a.Kind, b.Kind) switch
        {
            (ShapeKind.Any, _) or (_, ShapeKind.Any) => Shape.Any,
            (ShapeKind.Null, ShapeKind.Null) => Shape.Null,
            (ShapeKind.Null, _) => b.OrNull(),
            (_, ShapeKind.Null) => a.OrNull(),
            (ShapeKind.Mixed, _) or (_, ShapeKind.Mixed) => Shape.Mixed,
            (ShapeKind.Array, ShapeKind.Array) => Nullable(Shape.ArrayOf(Join(a.Item!, b.Item!)), a, b),
            (ShapeKind.Object, ShapeKind.Object) => JoinObjects(a, b),
            (ShapeKind.Integer, ShapeKind.Number) or (ShapeKind.Number, ShapeKind.Integer) => Nullable(Shape.Number, a, b),
            _ when a.Kind == b.Kind => Nullable(a, a, b),
            _ => Shape.Mixed,
        };
    }

    /// <summary>What holds for a value that has both shapes; <see cref="Shape.Any"/> where they contradict each other.</summary>
    public static Shape Meet(Shape a, Shape b) => (a.Kind, b.Kind) switch
    {
        (ShapeKind.Any, _) => b,
        (_, ShapeKind.Any) => a,
        (ShapeKind.Null, _) when b.Nullable => Shape.Null,
        (_, ShapeKind.Null) when a.Nullable => Shape.Null,
        (ShapeKind.Mixed, _) => b,
        (_, ShapeKind.Mixed) => a,
        (ShapeKind.Array, ShapeKind.Array) => Shape.ArrayOf(Meet(a.Item!, b.Item!)) with { Nullable = a.Nullable && b.Nullable },
        (ShapeKind.Object, ShapeKind.Object) => MeetObjects(a, b),
        (ShapeKind.Integer, ShapeKind.Number) or (ShapeKind.Number, ShapeKind.Integer) => Shape.Integer with { Nullable = a.Nullable && b.Nullable },
        _ when a.Kind == b.Kind => a with { Nullable = a.Nullable && b.Nullable },
        _ => Shape.Any,
    };

    private static Shape Nullable(Shape shape, Shape a, Shape b) => a.Nullable || b.Nullable ? shape.OrNull() : shape;

    private static Shape JoinObjects(Shape a, Shape b)
    {
        var fields = a.Fields.ToBuilder();
        foreach (var (name, field) in a.Fields)
        {
            fields[name] = b.Fields.TryGetValue(name, out var other) ? Join(field, other) : field.OrNull();
        }

        foreach (var (name, field) in b.Fields)
        {
            fields.TryAdd(name, field.OrNull());
        }

        return fields.Count > MostFields
            ? Shape.Any
            : new Shape(ShapeKind.Object, a.Nullable || b.Nullable) { Fields = fields.ToImmutable(), Open = a.Open || b.Open };
    }

    private static Shape MeetObjects(Shape a, Shape b)
    {
        var fields = a.Fields.ToBuilder();
        foreach (var (name, field) in b.Fields)
        {
            fields[name] = a.Fields.TryGetValue(name, out var other) ? Meet(other, field) : field;
        }

        return new Shape(ShapeKind.Object, a.Nullable && b.Nullable) { Fields = fields.ToImmutable(), Open = a.Open && b.Open };
    }
}
