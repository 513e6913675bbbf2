using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>minItems</c>, <c>maxItems</c>, <c>minProperties</c>, <c>maxProperties</c>.</summary>
internal sealed class CountKeyword(string pointer, long limit, bool isMinimum, SchemaTypes of) : Keyword(pointer, of)
{
    public long Limit { get; } = limit;

    public bool IsMinimum { get; } = isMinimum;

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var isArray = value.ValueKind is JsonValueKind.Array;
        var count = isArray ? value.GetArrayLength() : value.GetPropertyCount();
        return (IsMinimum ? count >= Limit : count <= Limit) || (run.Collects && run.Fail(Pointer, CountWords.Message(IsMinimum, Limit, isArray ? "item" : "property", count)));
    }
}
