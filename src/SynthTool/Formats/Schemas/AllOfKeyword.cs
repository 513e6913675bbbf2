using System.Collections.Immutable;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(string pointer, ImmutableArray<SchemaNode> nodes) : Keyword(pointer, SchemaTypes.All)
{
    public ImmutableArray<SchemaNode> Nodes { get; } = nodes;

    public override IEnumerable<SchemaNode> InPlace => Nodes;

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var isValid = true;
        foreach (var node in Nodes)
        {
            isValid &= run.Check(node, value);
            if (!isValid && !run.Collects)
            {
                return false;
            }
        }

        return isValid;
    }
}
