using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(string pointer, SchemaNode node) : Keyword(pointer, SchemaTypes.All)
{
    public override IEnumerable<SchemaNode> InPlace => [node];

    public override bool Check(JsonElement value, SchemaRun run) =>
        !run.Fits(node, value) || (run.Collects && run.Fail(Pointer, "must not fit the schema's \"not\""));
}
