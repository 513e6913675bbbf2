using SynthTool.Formats;

namespace SynthTool.Expressions.Functions;

/// <summary>The <c>object.</c> functions, under Scriban's names, but for those that evaluate text.</summary>
internal static class ObjectFunctions
{
    public static IEnumerable<Function> All =>
    [
        new("object.default", [new("value", ParameterKind.Any), new("default", ParameterKind.Any)], s => Shapes.Union(s[0] with { Nullable = false }, s[1]), a => IsEmpty(a[0]) ? a[1] : a[0]),
        new("object.has_key", [new("value", ParameterKind.Object), new("key", ParameterKind.Text)], _ => Shape.Boolean, a => Value.Of(a[0].TryGetMember(a.Text(1), out _))),
        new("object.has_value", [new("value", ParameterKind.Object), new("key", ParameterKind.Text)], _ => Shape.Boolean, a => Value.Of(a[0].TryGetMember(a.Text(1), out var v) && !v.IsNull)),
        new("object.keys", [new("value", ParameterKind.Object)], _ => Shape.ArrayOf(Shape.String), a => Value.Of(Array.ConvertAll(a[0].ToMembers(), m => Value.Of(m.Key)))),
        new("object.values", [new("value", ParameterKind.Object)], _ => Shape.ArrayOf(Shape.Any), a => Value.Of(Array.ConvertAll(a[0].ToMembers(), m => m.Value))),
        new("object.size", [new("value", ParameterKind.Sized)], _ => Shape.Integer, a => Value.Of((long)Size(a[0]))),
        new("object.typeof", [new("value", ParameterKind.Any)], _ => Shape.String.OrNull(), a => TypeOf(a[0])),
        new("object.to_json", [new("value", ParameterKind.Any)], _ => Shape.String, a => Value.Of(ValueJson.ToText(a[0]))),
    ];

    /// <summary>How many characters, elements or members a value has.</summary>
    public static int Size(in Value value) => value.Kind is ValueKind.Text ? TextUnits.CountChars(value.Text) : value.Count;

    private static bool IsEmpty(Value value) => value.IsNull || (value.Kind is ValueKind.Text && value.Text.Length == 0);

    private static Value TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.Boolean => Value.Of("boolean"),
        ValueKind.Text => Value.Of("string"),
        ValueKind.Array => Value.Of("array"),
        ValueKind.Object => Value.Of("object"),
        _ => Value.Of("number"),
    };
}
