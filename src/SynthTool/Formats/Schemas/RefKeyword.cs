using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>$ref</c>.</summary>
internal sealed class RefKeyword(string pointer, SchemaNode target) : Keyword(pointer, SchemaTypes.All)
{
    public SchemaNode Target { get; } = target;

    public override IEnumerable<SchemaNode> InPlace => [Target];

    public override bool Check(JsonElement value, SchemaRun run) => run.Check(Target, value);
}
