using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>Types by name, and the type of a value.</summary>
internal static class SchemaTypeNames
{
    private static readonly (string Name, string Words, SchemaTypes Types)[] Known =
    [
        ("null", "null", SchemaTypes.Null),
        ("boolean", "true or false", SchemaTypes.Boolean),
        ("number", "a number", SchemaTypes.Number),
        ("integer", "an integer", SchemaTypes.Integer),
        ("string", "a string", SchemaTypes.String),
        ("array", "an array", SchemaTypes.Array),
        ("object", "an object", SchemaTypes.Object),
    ];

    public static IReadOnlyCollection<string> All { get; } = [.. Known.Select(k => k.Name)];

    public static SchemaTypes? Find(string name) => Known.FirstOrDefault(k => k.Name == name) is { Name: not null } known ? known.Types : null;

    public static SchemaTypes Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => SchemaTypes.String,
        JsonValueKind.Number => JsonNumber.IsWhole(JsonMarshal.GetRawUtf8Value(value)) ? SchemaTypes.Integer : SchemaTypes.Fraction,
        JsonValueKind.Object => SchemaTypes.Object,
        JsonValueKind.Array => SchemaTypes.Array,
        JsonValueKind.True or JsonValueKind.False => SchemaTypes.Boolean,
        _ => SchemaTypes.Null,
    };

    /// <summary>The types in words, such as <c>a string or null</c>.</summary>
    public static string Words(SchemaTypes types)
    {
        var words = new List<string>();
        foreach (var known in Known)
        {
            if ((types & known.Types) == known.Types)
            {
                words.Add(known.Words);
                types &= ~known.Types;
            }
        }

        // Null reads best at the end.
        return string.Join(" or ", words.Where(w => w != "null").Concat(words.Where(w => w == "null")));
    }

    /// <summary>A value's kind and, where short, the value: <c>the number 1.5</c>, <c>an array</c>.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Number => $"the number {SchemaText.Plain(value.GetRawText(), 40)}",
        JsonValueKind.String => "a string",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };
}
