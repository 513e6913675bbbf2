using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>uniqueItems</c>, by value.</summary>
internal sealed class UniqueItemsKeyword(string pointer) : Keyword(pointer, SchemaTypes.Array)
{
    public override bool Check(JsonElement value, SchemaRun run) =>
        JsonEquality.FindEqualItems(value) is not { } equal
        || (run.Collects && run.Fail(Pointer, FormattableString.Invariant($"must not have equal items: those at {equal.First} and {equal.Second} are")));
}
