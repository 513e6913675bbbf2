using System.Text.Json;

namespace SynthTool.Formats.Parquet;

internal sealed class BooleanLeaf(string path, int definition, bool repeats) : FixedLeaf<bool>(path, definition, repeats)
{
    protected override bool Convert(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Misfit(value, "true or false"),
    };
}
