using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>if</c>, <c>then</c>, <c>else</c>.</summary>
internal sealed class IfKeyword(string pointer, SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Keyword(pointer, SchemaTypes.All)
{
    public SchemaNode? Then { get; } = then;

    public SchemaNode? Else { get; } = otherwise;

    public override IEnumerable<SchemaNode> InPlace => new[] { condition, Then, Else }.OfType<SchemaNode>();

    public override bool Check(JsonElement value, SchemaRun run) =>
        (run.Fits(condition, value) ? Then : Else) is not { } next || run.Check(next, value);
}
