using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>A list: one level for the list itself, one for having an element.</summary>
internal sealed class ListStripe(string path, int definition, int ownRepetition, Stripe item) : Stripe(path, definition)
{
    /// <summary>What the list adds to the definition level of its elements' parent.</summary>
    public const int Levels = 2;

    public override void Add(JsonElement value, int repetition)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            AddEmpty(repetition, IsNull(value) ? Definition : throw Misfit(value, "a list"));
            return;
        }

        var isFirst = true;
        foreach (var element in value.EnumerateArray())
        {
            item.Add(element, isFirst ? repetition : ownRepetition);
            isFirst = false;
        }

        if (isFirst)
        {
            AddEmpty(repetition, Definition + 1);
        }
    }

    public override void AddEmpty(int repetition, int level) => item.AddEmpty(repetition, level);
}
