using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>Numbers as doubles: each becomes the nearest one.</summary>
internal sealed class DoubleLeaf(string path, int definition, bool repeats) : FixedLeaf<double>(path, definition, repeats)
{
    protected override double Convert(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Number)
        {
            throw Misfit(value, "numbers");
        }

        return value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw OutOfRange(value, "numbers that a double can hold");
    }
}
