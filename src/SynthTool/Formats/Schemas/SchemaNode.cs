using System.Collections.Immutable;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>One compiled schema or subschema. Filled once by <see cref="SchemaCompiler"/>, then only read.</summary>
/// <param name="pointer">Where it stands in the document, as a JSON pointer.</param>
internal sealed class SchemaNode(string pointer)
{
    private Keyword[][] byKind = [];

    public string Pointer { get; } = pointer;

    /// <summary>Whether nothing fits: the schema <c>false</c>.</summary>
    public bool IsFalse { get; set; }

    public SchemaTypes Types { get; set; } = SchemaTypes.All;

    /// <summary>The annotation <c>format</c>: it judges nothing, and samples look like it.</summary>
    public string? Format { get; set; }

    public ImmutableArray<Keyword> Keywords { get; private set; } = [];

    public void Finish(IEnumerable<Keyword> keywords)
    {
        Keywords = [.. keywords];
        byKind = [.. Enum.GetValues<JsonValueKind>().Select(kind => Keywords.Where(k => (k.AppliesTo & TypesOf(kind)) != 0).ToArray())];
    }

    public T? Find<T>()
        where T : Keyword => Keywords.OfType<T>().FirstOrDefault();

    public bool Check(JsonElement value, SchemaRun run)
    {
        if (IsFalse)
        {
            return run.Collects && run.Fail(Pointer, "must not be here");
        }

        if (Types != SchemaTypes.All && (Types & SchemaTypeNames.Of(value)) == 0)
        {
            return run.Collects && run.Fail(JsonPointer.Append(Pointer, "type"), $"must be {SchemaTypeNames.Words(Types)}, is {SchemaTypeNames.Describe(value)}");
        }

        var isValid = true;
        foreach (var keyword in byKind[(int)value.ValueKind])
        {
            if (!keyword.Check(value, run))
            {
                isValid = false;
                if (!run.Collects)
                {
                    return false;
                }
            }
        }

        return isValid;
    }

    private static SchemaTypes TypesOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => SchemaTypes.Object,
        JsonValueKind.Array => SchemaTypes.Array,
        JsonValueKind.String => SchemaTypes.String,
        JsonValueKind.Number => SchemaTypes.Number,
        JsonValueKind.True or JsonValueKind.False => SchemaTypes.Boolean,
        _ => SchemaTypes.Null,
    };
}
