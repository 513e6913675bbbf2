using System.Collections.Immutable;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>The kinds of value that a shape can describe.</summary>
internal enum ShapeKind
{
    /// <summary>Nothing is known: any name below it may exist.</summary>
    Any,

    /// <summary>Only null was seen.</summary>
    Null,

    Boolean,

    /// <summary>A whole number of any size.</summary>
    Integer,

    Number,

    String,

    Array,

    Object,

    /// <summary>Values of several kinds, or numbers that are too large for columns of numbers: a Parquet column holds them as JSON text.</summary>
    Mixed,
}

/// <summary>
/// What is known of a value before it is there: names are checked against it before anything is spent, and Parquet
/// columns take their types from it. It comes from a JSON Schema, or from the values themselves.
/// </summary>
/// <param name="Kind">What the value is when it is not null.</param>
/// <param name="Nullable">Whether it may be null or missing.</param>
internal sealed record Shape(ShapeKind Kind, bool Nullable = false)
{
    // First: the initialisers of the fields below use it.
    private static readonly ImmutableSortedDictionary<string, Shape> NoFields = ImmutableSortedDictionary.Create<string, Shape>(StringComparer.Ordinal);

    public static readonly Shape Any = new(ShapeKind.Any, Nullable: true);
    public static readonly Shape Null = new(ShapeKind.Null, Nullable: true);
    public static readonly Shape Boolean = new(ShapeKind.Boolean);
    public static readonly Shape Integer = new(ShapeKind.Integer);
    public static readonly Shape Number = new(ShapeKind.Number);
    public static readonly Shape String = new(ShapeKind.String);
    public static readonly Shape Mixed = new(ShapeKind.Mixed, Nullable: true);

    /// <summary>The shape of an array's elements; null unless <see cref="Kind"/> is <see cref="ShapeKind.Array"/>. <see cref="Null"/> when only empty arrays were seen.</summary>
    public Shape? Item { get; init; }

    /// <summary>An object's declared fields, by name; empty unless <see cref="Kind"/> is <see cref="ShapeKind.Object"/>.</summary>
    public ImmutableSortedDictionary<string, Shape> Fields { get; init; } = NoFields;

    /// <summary>Whether an object may have fields that <see cref="Fields"/> does not name.</summary>
    public bool Open { get; init; }

    public static Shape ArrayOf(Shape item) => new(ShapeKind.Array) { Item = item };

    public static Shape ObjectOf(IEnumerable<KeyValuePair<string, Shape>> fields, bool open = false) =>
        new(ShapeKind.Object) { Fields = NoFields.AddRange(fields), Open = open };

    public Shape OrNull() => Nullable ? this : this with { Nullable = true };

    /// <summary>The narrowest shape that holds the values of both. Commutative and associative.</summary>
    public static Shape Merge(Shape a, Shape b) => ShapeMerge.Join(a, b);

    /// <summary>The shape of one observed value. For many values see <see cref="ObservedShape"/>.</summary>
    public static Shape Of(JsonElement value)
    {
        var observed = new ObservedShape();
        observed.Add(value);
        return observed.ToShape();
    }

    /// <summary>A compact text form, the same for equal shapes: <c>{"id":string,"tags":[string]?,...}</c>.</summary>
    public string ToText() => ShapeText.Write(this);

    /// <summary>Reads <see cref="ToText"/>'s form; null when it is not one.</summary>
    public static Shape? TryParse(string text) => ShapeText.TryRead(text);

    /// <summary>Equal by content, fields included.</summary>
    public bool Equals(Shape? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Kind == other.Kind
            && Nullable == other.Nullable
            && Open == other.Open
            && Fields.Count == other.Fields.Count
            && (Item?.Equals(other.Item) ?? other.Item is null)
            && Fields.SequenceEqual(other.Fields));

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add((Kind, Nullable, Open, Item));
        foreach (var (name, field) in Fields)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(field);
        }

        return hash.ToHashCode();
    }
}
