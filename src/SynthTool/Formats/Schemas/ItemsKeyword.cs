using System.Collections.Immutable;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>An array's items: the first ones by position, the rest by one schema.</summary>
/// <param name="pointer">The schema that holds the keywords.</param>
/// <param name="prefix">Schemas of the first items.</param>
/// <param name="rest">The schema of the items behind them, if any.</param>
internal sealed class ItemsKeyword(string pointer, ImmutableArray<SchemaNode> prefix, SchemaNode? rest) : Keyword(pointer, SchemaTypes.Array)
{
    public ImmutableArray<SchemaNode> Prefix { get; } = prefix;

    public SchemaNode? Rest { get; } = rest;

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var isValid = true;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var node = index < Prefix.Length ? Prefix[index] : Rest;
            if (node is null)
            {
                break;
            }

            if (node.IsFalse && index >= Prefix.Length)
            {
                return run.Collects && run.Fail(node.Pointer, CountWords.Message(isMinimum: false, Prefix.Length, "item", value.GetArrayLength()));
            }

            if (!run.CheckItem(node, item, index))
            {
                isValid = false;
                if (!run.Collects)
                {
                    return false;
                }
            }

            index++;
        }

        return isValid;
    }
}
