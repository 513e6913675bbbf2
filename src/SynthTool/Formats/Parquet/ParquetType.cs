using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>The type of a column or of a part of it.</summary>
internal sealed record ParquetType
{
    /// <summary>Lists and structs that lie deeper are written as JSON text.</summary>
    public const int MaxDepth = 32;

    public static readonly ParquetType Text = new(ParquetKind.Text);
    public static readonly ParquetType Integer = new(ParquetKind.Integer);
    public static readonly ParquetType Number = new(ParquetKind.Number);
    public static readonly ParquetType Boolean = new(ParquetKind.Boolean);
    public static readonly ParquetType Json = new(ParquetKind.Json);

    /// <summary>The messages of a chat: roles and texts.</summary>
    public static readonly ParquetType Messages = ListOf(StructOf([new("role", new(ParquetKind.Word)), new("content", Text)]));

    private ParquetType(ParquetKind kind) => Kind = kind;

    public ParquetKind Kind { get; }

    /// <summary>The type of a list's elements; null for every other kind.</summary>
    public ParquetType? Item { get; private init; }

    /// <summary>A struct's fields, at least one; empty for every other kind.</summary>
    public ImmutableArray<ParquetField> Fields { get; private init; } = [];

    /// <summary>How many physical columns the type takes.</summary>
    public int Leaves => Kind switch
    {
        ParquetKind.List => Item!.Leaves,
        ParquetKind.Struct => Fields.Sum(f => f.Type.Leaves),
        _ => 1,
    };

    public static ParquetType ListOf(ParquetType item) => new(ParquetKind.List) { Item = item };

    public static ParquetType StructOf(ImmutableArray<ParquetField> fields) => new(ParquetKind.Struct) { Fields = fields };

    /// <summary>The type for values of a shape: what has no fixed form, or more leaves than a file may have, becomes JSON text.</summary>
    public static ParquetType Of(Shape shape)
    {
        var leavesLeft = ParquetColumns.MaxLeaves;
        var type = Of(shape, MaxDepth, ref leavesLeft);
        return leavesLeft >= 0 ? type : Json;
    }

    /// <summary>Whether all values of an observed shape can be written.</summary>
    public bool Holds(Shape observed) => (Kind, observed.Kind) switch
    {
        (ParquetKind.Json, _) or (_, ShapeKind.Null) => true,
        (ParquetKind.Text or ParquetKind.Word, ShapeKind.String) => true,
        (ParquetKind.Integer or ParquetKind.Number, ShapeKind.Integer) => true,
        (ParquetKind.Number, ShapeKind.Number) => true,
        (ParquetKind.Integer or ParquetKind.Number, ShapeKind.Mixed) => true, // a number that is too large: what writes it names its row
        (ParquetKind.Boolean, ShapeKind.Boolean) => true,
        (ParquetKind.List, ShapeKind.Array) => observed.Item is null || Item!.Holds(observed.Item),
        (ParquetKind.Struct, ShapeKind.Object) => !observed.Open
            && observed.Fields.All(o => Fields.FirstOrDefault(f => f.Name == o.Key) is { } field && field.Type.Holds(o.Value)),
        _ => false,
    };

    /// <summary>A compact text form such as <c>list&lt;struct&lt;role: string, content: string&gt;&gt;</c>, the same for equal types.</summary>
    public string ToText() => Kind switch
    {
        ParquetKind.Text => "string",
        ParquetKind.Word => "string",
        ParquetKind.Integer => "int64",
        ParquetKind.Number => "double",
        ParquetKind.Boolean => "bool",
        ParquetKind.Json => "json",
        ParquetKind.List => $"list<{Item!.ToText()}>",
        _ => $"struct<{string.Join(", ", Fields.Select(f => $"{Name(f.Name)}: {f.Type.ToText()}"))}>",
    };

    private static ParquetType Of(Shape shape, int depth, ref int leavesLeft)
    {
        if (shape.Kind is ShapeKind.Array && depth > 0 && shape.Item is { } item)
        {
            return ListOf(Of(item, depth - 1, ref leavesLeft));
        }

        if (shape.Kind is ShapeKind.Object && depth > 0 && HasColumns(shape))
        {
            return StructOf(FieldsOf(shape, depth - 1, ref leavesLeft));
        }

        leavesLeft--;
        return shape.Kind switch
        {
            ShapeKind.String => Text,
            ShapeKind.Integer => Integer,
            ShapeKind.Number => Number,
            ShapeKind.Boolean => Boolean,
            _ => Json,
        };
    }

    // Shapes share parts, so that a small one may spell out a huge tree: it is not followed beyond the bound.
    private static ImmutableArray<ParquetField> FieldsOf(Shape shape, int depth, ref int leavesLeft)
    {
        var fields = ImmutableArray.CreateBuilder<ParquetField>(shape.Fields.Count);
        foreach (var (name, field) in shape.Fields)
        {
            if (leavesLeft < 0)
            {
                break;
            }

            fields.Add(new ParquetField(name, Of(field, depth, ref leavesLeft)));
        }

        return fields.ToImmutable();
    }

    // Readers match the names of a struct's fields without regard to case, and a column's path has no place for an empty name.
    private static bool HasColumns(Shape shape) => !shape.Open && shape.Fields.Count > 0
        && !shape.Fields.ContainsKey("")
        && shape.Fields.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == shape.Fields.Count;

    private static string Name(string name)
    {
        var plain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return plain ? name : Encoding.UTF8.GetString(CanonicalJson.ToBytes(JsonSerializer.SerializeToElement(name)));
    }
}
