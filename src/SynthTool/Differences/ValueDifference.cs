using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace SynthTool.Differences;

/// <summary>Says in which parts two values differ: texts by their words, lists and objects by their members.</summary>
internal static class ValueDifference
{
    private const int MaxParts = 64;

    /// <param name="path">The column.</param>
    /// <param name="before">Null when there is none.</param>
    /// <param name="after">Null when there is none.</param>
    public static ImmutableArray<DiffValue> Between(string path, JsonElement? before, JsonElement? after)
    {
        var parts = ImmutableArray.CreateBuilder<DiffValue>();
        Add(parts, path, before, after);
        return parts.ToImmutable();
    }

    private static void Add(ImmutableArray<DiffValue>.Builder parts, string path, JsonElement? before, JsonElement? after)
    {
        if (parts.Count == MaxParts)
        {
            return;
        }

        switch (before?.ValueKind, after?.ValueKind)
        {
            case (JsonValueKind.String, JsonValueKind.String):
                if (before!.Value.GetString() is { } old && after!.Value.GetString() is { } now && old != now)
                {
                    parts.Add(new DiffValue(path, before, after, WordDifference.Between(old, now)));
                }

                break;
            case (JsonValueKind.Object, JsonValueKind.Object):
                foreach (var name in before!.Value.EnumerateObject().Concat(after!.Value.EnumerateObject()).Select(m => m.Name).Distinct(StringComparer.Ordinal))
                {
                    Add(parts, $"{path}.{name}", Member(before.Value, name), Member(after.Value, name));
                }

                break;
            case (JsonValueKind.Array, JsonValueKind.Array):
                var (left, right) = (before!.Value.EnumerateArray().ToList(), after!.Value.EnumerateArray().ToList());
                for (var i = 0; i < Math.Max(left.Count, right.Count) && parts.Count < MaxParts; i++)
                {
                    Add(parts, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), i < left.Count ? left[i] : null, i < right.Count ? right[i] : null);
                }

                break;
            default:
                if (before?.GetRawText() != after?.GetRawText())
                {
                    parts.Add(new DiffValue(path, before, after, []));
                }

                break;
        }
    }

    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;
}
