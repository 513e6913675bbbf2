using SynthTool.Formats;

namespace SynthTool.Expressions.Functions;

/// <summary>The <c>array.</c> functions, under Scriban's names; none changes the array that it is given.</summary>
internal static class ArrayFunctions
{
    private const int FewItems = 16;

    public static IEnumerable<Function> All =>
    [
        Same("add", s => Grown(s, s[1]), a => Made([.. a[0].ToItems(), a[1]]), new Parameter("value", ParameterKind.Any)),
        Same("add_range", Joined, a => Concat(a), new Parameter("list", ParameterKind.Array)),
        Same("concat", Joined, a => Concat(a), new Parameter("list", ParameterKind.Array)),
        Same("insert_at", s => Grown(s, s[2]), a => InsertAt(a[0].ToItems(), a.Int(1), a[2]), new Parameter("index", ParameterKind.Whole), new Parameter("value", ParameterKind.Any)),
        Same("remove_at", First, a => RemoveAt(a[0].ToItems(), a.Int(1)), new Parameter("index", ParameterKind.Whole)),
        Same("compact", First, a => Made([.. a[0].ToItems().Where(v => !v.IsNull)])),
        Same("reverse", First, a => Made([.. a[0].ToItems().Reverse()])),
        Same("limit", First, a => Made([.. a[0].ToItems().Take(a.Int(1))]), new Parameter("count", ParameterKind.Whole)),
        Same("offset", First, a => Made([.. a[0].ToItems().Skip(a.Int(1))]), new Parameter("index", ParameterKind.Whole)),
        Same("uniq", First, a => Made(Unique(a[0].ToItems()))),
        Same("sort", First, a => Made(Sort(a[0].ToItems(), a.Has(1) ? a.Text(1) : null)), new Parameter("member", ParameterKind.Text, Optional: true)),
        Same("map", Mapped, a => Made(Map(a[0].ToItems(), a.Text(1))), new Parameter("member", ParameterKind.Text)),
        new("array.first", [new("list", ParameterKind.Array)], s => Item(s).OrNull(), a => a[0].Count == 0 ? Value.Null : a[0][0]),
        new("array.last", [new("list", ParameterKind.Array)], s => Item(s).OrNull(), a => a[0].Count == 0 ? Value.Null : a[0][a[0].Count - 1]),
        new("array.size", [new("list", ParameterKind.Array)], _ => Shape.Integer, a => Value.Of((long)a[0].Count)),
        new("array.contains", [new("list", ParameterKind.Array), new("item", ParameterKind.Any)], _ => Shape.Boolean, a => Value.Of(Contains(a[0], a[1]))),
        new("array.join", [new("list", ParameterKind.Array), new("delimiter", ParameterKind.Text)], _ => Shape.String, a => Value.Of(Join(a[0].ToItems(), a.Text(1)))),
    ];

    /// <summary>Whether an array has an element that equals a value.</summary>
    public static bool Contains(in Value array, in Value wanted)
    {
        // An element of a short array is found faster than all are copied; in a long one finding each anew adds up.
        var items = array.Count > FewItems ? array.ToItems() : null;
        for (var i = 0; i < array.Count; i++)
        {
            if (Values.Same(items is null ? array[i] : items[i], wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static Function Same(string name, Func<System.Collections.Immutable.ImmutableArray<Shape>, Shape> result, Func<Arguments, Value> body, params ReadOnlySpan<Parameter> more) =>
        new("array." + name, [new("list", ParameterKind.Array), .. more], result, body);

    private static Shape First(System.Collections.Immutable.ImmutableArray<Shape> shapes) => shapes[0].Kind is ShapeKind.Array ? shapes[0] : Shape.ArrayOf(Shape.Any);

    private static Shape Item(System.Collections.Immutable.ImmutableArray<Shape> shapes) => shapes[0].Item ?? Shape.Any;

    private static Shape Grown(System.Collections.Immutable.ImmutableArray<Shape> shapes, Shape added) => Shape.ArrayOf(Shapes.Union(Item(shapes), added));

    private static Shape Joined(System.Collections.Immutable.ImmutableArray<Shape> shapes) => Grown(shapes, shapes[1].Item ?? Shape.Any);

    private static Shape Mapped(System.Collections.Immutable.ImmutableArray<Shape> shapes) => Shape.ArrayOf(Shape.Any);

    private static Value Made(Value[] items)
    {
        Limits.CheckItems(items.Length);
        return Value.Of(items);
    }

    private static Value Concat(Arguments a)
    {
        Limits.CheckItems((long)a[0].Count + a[1].Count);
        return Value.Of([.. a[0].ToItems(), .. a[1].ToItems()]);
    }

    private static Value InsertAt(Value[] items, int index, Value value)
    {
        Limits.CheckItems(Math.Max(items.Length, (long)index) + 1);
        var at = Math.Max(0, index);
        var grown = new List<Value>(items);
        while (grown.Count < at)
        {
            grown.Add(Value.Null);
        }

        grown.Insert(at, value);
        return Value.Of([.. grown]);
    }

    private static Value RemoveAt(Value[] items, int index)
    {
        var at = index < 0 ? items.Length + index : index;
        return at < 0 || at >= items.Length ? Value.Of(items) : Value.Of([.. items[..at], .. items[(at + 1)..]]);
    }

    private static Value[] Unique(Value[] items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. items.Where(i => seen.Add(Key(i)))];
    }

    /// <summary>Equal values have one canonical JSON, but for numbers whose spelling a division changed: 2.0 is written 2.</summary>
    private static string Key(Value value) => ValueJson.ToText(value);

    private static Value[] Sort(Value[] items, string? member)
    {
        try
        {
            return [.. items.Select(i => (Item: i, Key: member is null ? i : Member(i, member))).OrderBy(i => i.Key, SortOrder).Select(i => i.Item)];
        }
        catch (InvalidOperationException failure) when (failure.InnerException is ValueFailure)
        {
            throw new ValueFailure("array.sort: " + failure.InnerException.Message);
        }
    }

    private static Value[] Map(Value[] items, string member) =>
        Array.ConvertAll(items, i => Member(i, member));

    private static Value Member(Value item, string member)
    {
        if (item.Kind is not ValueKind.Object)
        {
            throw new ValueFailure($"{Values.Describe(item)} has no member {Quote.Of(member)}");
        }

        return item.TryGetMember(member, out var value) ? value : throw new ValueFailure($"an object here has no member {Quote.Of(member)}");
    }

    private static string Join(Value[] items, string delimiter)
    {
        var texts = Array.ConvertAll(items, i => ValueJson.Print(i));
        Limits.CheckText(texts.Sum(t => (long)t.Length) + ((long)delimiter.Length * texts.Length));
        return string.Join(delimiter, texts);
    }

    /// <summary>Null comes first; everything else must have an order.</summary>
    private static readonly Comparer<Value> SortOrder = Comparer<Value>.Create((left, right) => (left.IsNull, right.IsNull) switch
    {
        (true, true) => 0,
        (true, false) => -1,
        (false, true) => 1,
        _ => Values.Compare(left, right),
    });
}
