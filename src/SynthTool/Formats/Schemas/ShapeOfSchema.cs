namespace SynthTool.Formats.Schemas;

/// <summary>What a schema promises of its values, as far as names and column types need it.</summary>
internal sealed class ShapeOfSchema
{
    /// <summary>Subschemas looked at; beyond, and where a schema comes back to itself, everything is <see cref="Shape.Any"/>.</summary>
    private const int MostNodes = 10_000;

    private const int MostDepth = 32;

    private readonly HashSet<SchemaNode> open = [];
    private int seen;

    private ShapeOfSchema()
    {
    }

    /// <summary>The shape of a schema's values. Properties of a schema without a type make an object of it at the root only: deeper it may be anything.</summary>
    public static Shape From(JsonSchema schema)
    {
        var of = new ShapeOfSchema();
        var parts = SchemaParts.Of(schema.Root);
        return of.Of(schema.Root, parts.Types is SchemaTypes.All && parts.All<MembersKeyword>().Any(m => !m.Properties.IsEmpty) ? SchemaTypes.Object : SchemaTypes.All);
    }

    private Shape Of(SchemaNode node, SchemaTypes allowed = SchemaTypes.All)
    {
        if (++seen > MostNodes || open.Count >= MostDepth || !open.Add(node))
        {
            return Shape.Any;
        }

        var parts = SchemaParts.Of(node);
        var shape = parts.IsFalse ? Shape.Null : OfTypes(parts, parts.Types & allowed);
        foreach (var values in parts.All<EnumKeyword>())
        {
            var observed = new ObservedShape();
            foreach (var value in values.Values.Where(v => (parts.Types & SchemaTypeNames.Of(v)) != 0))
            {
                observed.Add(value);
            }

            shape = ShapeMerge.Meet(shape, observed.ToShape());
        }

        foreach (var alternatives in parts.All<AnyOfKeyword>())
        {
            shape = ShapeMerge.Meet(shape, alternatives.Nodes.Where(n => !n.IsFalse).Select(n => Of(n)).DefaultIfEmpty(Shape.Any).Aggregate(Shape.Merge));
        }

        open.Remove(node);
        return shape;
    }

    private Shape OfTypes(SchemaParts parts, SchemaTypes types)
    {
        if (types is SchemaTypes.All)
        {
            return Shape.Any;
        }

        var isNullable = types.HasFlag(SchemaTypes.Null);
        var shape = (types & ~SchemaTypes.Null) switch
        {
            SchemaTypes.None => Shape.Null,
            SchemaTypes.Boolean => Shape.Boolean,
            SchemaTypes.Integer => Shape.Integer,
            SchemaTypes.Number or SchemaTypes.Fraction => Shape.Number,
            SchemaTypes.String => Shape.String,
            SchemaTypes.Array => Shape.ArrayOf(OfItems(parts)),
            SchemaTypes.Object => OfMembers(parts),
            _ => Shape.Mixed,
        };
        return isNullable ? shape.OrNull() : shape;
    }

    private Shape OfItems(SchemaParts parts)
    {
        var shape = Shape.Any;
        foreach (var items in parts.All<ItemsKeyword>())
        {
            var all = items.Prefix.Select(n => Of(n)).ToList();
            if (items.Rest is not { IsFalse: true })
            {
                all.Add(items.Rest is null ? Shape.Any : Of(items.Rest));
            }

            shape = ShapeMerge.Meet(shape, all.DefaultIfEmpty(Shape.Null).Aggregate(Shape.Merge));
        }

        return shape;
    }

    private Shape OfMembers(SchemaParts parts)
    {
        var fields = new SortedDictionary<string, Shape>(StringComparer.Ordinal);
        var required = parts.All<MembersKeyword>().SelectMany(m => m.Required).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, node) in parts.All<MembersKeyword>().SelectMany(m => m.Properties))
        {
            fields[name] = ShapeMerge.Meet(fields.GetValueOrDefault(name, Shape.Any), Of(node));
        }

        foreach (var name in fields.Keys.Where(n => !required.Contains(n)).ToList())
        {
            fields[name] = fields[name].OrNull();
        }

        foreach (var name in required)
        {
            fields.TryAdd(name, Shape.Any);
        }

        AddConditional(parts, fields);
        var isOpen = !parts.All<MembersKeyword>().Any(m => m.Additional is { IsFalse: true } && m.Patterns.IsEmpty);
        return Shape.ObjectOf(fields, isOpen);
    }

    /// <summary>Properties that only some branch declares: their names are known, and they may be missing.</summary>
    private void AddConditional(SchemaParts parts, SortedDictionary<string, Shape> fields)
    {
        var branches = parts.All<IfKeyword>().SelectMany(i => new[] { i.Then, i.Else }.OfType<SchemaNode>())
            .Concat(parts.All<DependencyKeyword>().SelectMany(d => d.InPlace))
            .Concat(parts.All<AnyOfKeyword>().SelectMany(a => a.Nodes.Where(n => SchemaParts.Of(n).Types is SchemaTypes.All)));
        var found = new SortedDictionary<string, Shape>(StringComparer.Ordinal);
        foreach (var (name, node) in branches.SelectMany(b => SchemaParts.Of(b).All<MembersKeyword>()).SelectMany(m => m.Properties))
        {
            if (!fields.ContainsKey(name))
            {
                var shape = Of(node).OrNull();
                found[name] = found.TryGetValue(name, out var other) ? Shape.Merge(other, shape) : shape;
            }
        }

        foreach (var (name, shape) in found)
        {
            fields[name] = shape;
        }
    }
}
