using System.Collections.Immutable;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>enum</c>, and <c>const</c> as an enum of one value.</summary>
internal sealed class EnumKeyword : Keyword
{
    private const int MostNamed = 20;

    private readonly NameTable strings;
    private readonly JsonElement[] others;
    private readonly string message;

    public EnumKeyword(string pointer, ImmutableArray<JsonElement> values)
        : base(pointer, SchemaTypes.All)
    {
        Values = values;
        strings = new NameTable([.. values.Where(v => v.ValueKind is JsonValueKind.String).Select(v => JsonText.Decode(JsonText.RawString(v))).Distinct(StringComparer.Ordinal)]);
        others = [.. values.Where(v => v.ValueKind is not JsonValueKind.String)];
        message = Message(values);
    }

    public ImmutableArray<JsonElement> Values { get; }

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var isOne = value.ValueKind is JsonValueKind.String
            ? strings.Find(JsonText.RawString(value)) >= 0
            : Array.Exists(others, o => JsonEquality.AreEqual(o, value));
        return isOne || (run.Collects && run.Fail(Pointer, message));
    }

    private static string Message(ImmutableArray<JsonElement> values)
    {
        var named = values.Take(MostNamed).Select(v => SchemaText.Plain(v.GetRawText()));
        return values switch
        {
            [] => "cannot be valid: no value is allowed",
            [_] => $"must be {named.First()}",
            { Length: <= MostNamed } => $"must be one of {string.Join(", ", named)}",
            _ => FormattableString.Invariant($"must be one of {string.Join(", ", named)} and {values.Length - MostNamed} more"),
        };
    }
}
