using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

/// <summary>Random shapes, and rows that have them.</summary>
internal static class AnyShape
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        "a", "Z", " ", "\n", "\"", "\\", "\t", "é", "￥", "😀", "\u0001", "/", ".", "{", "user", "", "\u2028");

    private static readonly Gen<string> Text = Gen.Frequency(
        (4, Piece.Array[0, 6].Select(string.Concat)), (1, Piece.Array[100, 900].Select(string.Concat)));

    private static readonly Gen<Shape> Scalar = Gen.OneOf(
        Shape.String, Shape.Integer, Shape.Number, Shape.Boolean, Shape.Mixed, Shape.Any, Shape.Null, Shape.ObjectOf([]), Shape.ObjectOf([new("a", Shape.String)], open: true));

    /// <summary>Columns with names, and some rows: each a JSON array.</summary>
    public static readonly Gen<(IReadOnlyList<(string Name, Shape Shape)> Columns, string[] Rows)> Table =
        Of(4).Array[1, 4].SelectMany(shapes => RowOf(shapes).Array[0, 12].Select(rows =>
            ((IReadOnlyList<(string, Shape)>)[.. shapes.Select((s, i) => ("c" + i.ToString(CultureInfo.InvariantCulture), s))], rows)));

    /// <summary>What a reader should give for a value: missing fields as null, JSON columns as their text.</summary>
    public static string Expected(ParquetType type, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return "null";
        }

        return type.Kind switch
        {
            ParquetKind.List => $"[{string.Join(',', value.EnumerateArray().Select(v => Expected(type.Item!, v)))}]",
            ParquetKind.Struct => $"{{{string.Join(',', type.Fields.Select(f => $"{Quoted(f.Name)}:{Expected(f.Type, value.TryGetProperty(f.Name, out var v) ? v : default)}"))}}}",
            ParquetKind.Json => Quoted(WrittenFile.Canonical(value)),
            _ => WrittenFile.Canonical(value),
        };
    }

    public static string Quoted(string text) => Encoding.UTF8.GetString(CanonicalJson.ToBytes(JsonSerializer.SerializeToElement(text)));

    private static Gen<Shape> Of(int depth) => depth == 0
        ? Scalar
        : Gen.Frequency((3, Scalar), (2, Of(depth - 1).Select(Shape.ArrayOf)), (2, Fields(depth - 1)));

    private static Gen<Shape> Fields(int depth) => Gen.Select(Gen.OneOf("a", "b", "role", "x.y", "p/q", "with space", "Ünï", "list", "element"), Of(depth)).Array[1, 4]
        .Select(fields => Shape.ObjectOf(fields.DistinctBy(f => f.Item1, StringComparer.OrdinalIgnoreCase).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));

    private static Gen<string> RowOf(Shape[] shapes) => shapes
        .Aggregate(Gen.Const(""), (row, shape) => Gen.Select(row, Value(shape), (r, v) => r.Length == 0 ? v : $"{r},{v}"))
        .Select(r => $"[{r}]");

    private static Gen<string> Value(Shape shape) => Gen.Frequency((1, Gen.Const("null")), (5, Present(shape)));

    private static Gen<string> Present(Shape shape) => shape.Kind switch
    {
        ShapeKind.String => Text.Select(t => JsonSerializer.Serialize(t)),
        ShapeKind.Integer => Gen.Frequency((3, Gen.Long), (2, Gen.Long[-3, 3]), (1, Gen.OneOf(long.MinValue, long.MaxValue))).Select(n => n.ToString(CultureInfo.InvariantCulture)),
        ShapeKind.Number => Gen.Frequency((3, Gen.Double.Where(double.IsFinite)), (1, Gen.Double[-2, 2]), (1, Gen.Int.Select(i => (double)i))).Select(d => JsonSerializer.Serialize(d)),
        ShapeKind.Boolean => Gen.Bool.Select(b => b ? "true" : "false"),
        ShapeKind.Array => Value(shape.Item!).Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
        ShapeKind.Object when shape.Fields.Count > 0 && !shape.Open => Members(shape),
        ShapeKind.Null => Gen.Const("null"),
        _ => Gen.OneOf("1", "\"t\"", "[1,null,\"x\"]", "{\"b\":1,\"a\":{\"é\":[]}}", "true", "1.50", "{}"),
    };

    private static Gen<string> Members(Shape shape) => shape.Fields
        .Aggregate(Gen.Const(Array.Empty<string>()), (all, field) => Gen.Select(all, Value(field.Value), Gen.Int[0, 5], (a, v, lacks) => lacks == 0 ? a : [.. a, $"{Quoted(field.Key)}:{v}"]))
        .Select(members => $"{{{string.Join(',', members)}}}");
}
