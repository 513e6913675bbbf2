using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>One entry of <c>dependentRequired</c>, <c>dependentSchemas</c> or <c>dependencies</c>.</summary>
/// <param name="pointer">The entry in the schema document.</param>
/// <param name="trigger">The property whose presence asks for the rest.</param>
/// <param name="required">Properties that must then be there.</param>
/// <param name="node">A schema that the object must then fit.</param>
internal sealed class DependencyKeyword(string pointer, string trigger, ImmutableArray<string> required, SchemaNode? node) : Keyword(pointer, SchemaTypes.Object)
{
    private readonly byte[] triggerName = Encoding.UTF8.GetBytes(trigger);
    private readonly ImmutableArray<byte[]> requiredNames = [.. required.Select(Encoding.UTF8.GetBytes)];

    public string Trigger { get; } = trigger;

    public ImmutableArray<string> Required { get; } = required;

    public override IEnumerable<SchemaNode> InPlace => node is null ? [] : [node];

    public override bool Check(JsonElement value, SchemaRun run)
    {
        if (!Has(value, triggerName))
        {
            return true;
        }

        var isValid = node is null || run.Check(node, value);
        for (var i = 0; i < requiredNames.Length; i++)
        {
            if (!Has(value, requiredNames[i]))
            {
                isValid = run.Collects && run.Fail(Pointer, $"must have the property {SchemaText.Quote(Required[i])}, because it has {SchemaText.Quote(Trigger)}");
            }
        }

        return isValid;
    }

    private static bool Has(JsonElement value, byte[] name)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (JsonText.AreEqual(JsonMarshal.GetRawUtf8PropertyName(member), name))
            {
                return true;
            }
        }

        return false;
    }
}
