using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>
/// The shape of many observed values, gathered one by one: the same as merging each value's shape, without making them.
/// Not safe for several threads; each may gather its own, and the shapes are merged.
/// </summary>
internal sealed class ObservedShape
{
    /// <summary>Values nested deeper are <see cref="Shape.Any"/>.</summary>
    private const int MostDepth = 32;

    private readonly int depth;
    private readonly List<(byte[] Raw, Field Field)> ordered = [];
    private readonly Dictionary<string, Field> fields = new(StringComparer.Ordinal);
    private ShapeKind? kind;
    private bool isNullable;
    private int objects;
    private ObservedShape? item;

    public ObservedShape()
        : this(depth: 1)
    {
    }

    private ObservedShape(int depth) => this.depth = depth;

    public void Add(JsonElement value)
    {
        if (depth > MostDepth)
        {
            kind = ShapeKind.Any;
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                isNullable = true;
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Widen(ShapeKind.Boolean);
                break;
            case JsonValueKind.String:
                Widen(ShapeKind.String);
                break;
            case JsonValueKind.Number:
                Widen(NumberShape.Of(JsonMarshal.GetRawUtf8Value(value)));
                break;
            case JsonValueKind.Array:
                Widen(ShapeKind.Array);
                AddItems(value);
                break;
            default:
                Widen(ShapeKind.Object);
                AddFields(value);
                break;
        }
    }

    /// <summary>The shape of all values so far; <see cref="Shape.Null"/> when there was none.</summary>
    public Shape ToShape()
    {
        var shape = kind switch
        {
            null or ShapeKind.Null => Shape.Null,
            ShapeKind.Any => Shape.Any,
            ShapeKind.Mixed => Shape.Mixed,
            ShapeKind.Array => Shape.ArrayOf(item?.ToShape() ?? Shape.Null),
            ShapeKind.Object => Shape.ObjectOf(fields.Select(f => KeyValuePair.Create(f.Key, f.Value.ToShape(objects)))),
            var scalar => new Shape(scalar.Value),
        };
        return isNullable ? shape.OrNull() : shape;
    }

    private void Widen(ShapeKind seen) => kind = (kind, seen) switch
    {
        (null, _) => seen,
        (ShapeKind.Any, _) => ShapeKind.Any,
        (ShapeKind.Integer, ShapeKind.Number) or (ShapeKind.Number, ShapeKind.Integer) => ShapeKind.Number,
        _ => kind == seen ? seen : ShapeKind.Mixed,
    };

    private void AddItems(JsonElement array)
    {
        if (kind is not ShapeKind.Array)
        {
            return;
        }

        if (array.GetArrayLength() == 0)
        {
            (item ??= new ObservedShape(depth + 1)).isNullable = true;
        }

        foreach (var one in array.EnumerateArray())
        {
            (item ??= new ObservedShape(depth + 1)).Add(one);
        }
    }

    private void AddFields(JsonElement value)
    {
        if (kind is not ShapeKind.Object)
        {
            return;
        }

        objects++;
        var position = 0;
        foreach (var member in value.EnumerateObject())
        {
            var field = FieldOf(JsonMarshal.GetRawUtf8PropertyName(member), position++);
            field.Seen++;
            field.Shape.Add(member.Value);
        }

        if (fields.Count > ShapeMerge.MostFields)
        {
            kind = ShapeKind.Any;
            fields.Clear();
            ordered.Clear();
        }
    }

    // Records of one source have their fields in one order: the guess is nearly always right.
    private Field FieldOf(ReadOnlySpan<byte> raw, int position)
    {
        if (position < ordered.Count && ordered[position].Raw.AsSpan().SequenceEqual(raw))
        {
            return ordered[position].Field;
        }

        var name = JsonText.Decode(raw);
        if (!fields.TryGetValue(name, out var field))
        {
            fields.Add(name, field = new Field(new ObservedShape(depth + 1)));
            ordered.Add((raw.ToArray(), field));
        }

        return field;
    }

    private sealed class Field(ObservedShape shape)
    {
        public ObservedShape Shape { get; } = shape;

        /// <summary>How many objects had the field: in the others it was missing.</summary>
        public int Seen { get; set; }

        public Shape ToShape(int objects) => Seen < objects ? Shape.ToShape().OrNull() : Shape.ToShape();
    }
}
