using System.Text.Json;

namespace SynthTool.Formats.Parquet;

/// <summary>An object with known fields: one level for being there.</summary>
internal sealed class StructStripe(string path, int definition, IReadOnlyList<(string Name, Stripe Stripe)> fields) : Stripe(path, definition)
{
    private readonly JsonElement[] values = new JsonElement[fields.Count];
    private readonly Dictionary<string, int> positions = fields.Select((f, i) => (f.Name, i)).ToDictionary(f => f.Name, f => f.i, StringComparer.Ordinal);

    public override void Add(JsonElement value, int repetition)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            AddEmpty(repetition, IsNull(value) ? Definition : throw Misfit(value, "an object"));
            return;
        }

        Collect(value);
        for (var i = 0; i < values.Length; i++)
        {
            fields[i].Stripe.Add(values[i], repetition);
            values[i] = default;
        }
    }

    public override void AddEmpty(int repetition, int level)
    {
        foreach (var (_, stripe) in fields)
        {
            stripe.AddEmpty(repetition, level);
        }
    }

    private void Collect(JsonElement value)
    {
        var next = 0;
        foreach (var member in value.EnumerateObject())
        {
            // Members mostly come in the fields' order: then no name is decoded.
            var position = next < values.Length && member.NameEquals(fields[next].Name) ? next : PositionOf(member.Name);
            values[position] = member.Value;
            next = position + 1;
        }
    }

    private int PositionOf(string name) => positions.TryGetValue(name, out var position)
        ? position
        : throw new ParquetFailure(ParquetDiagnostics.ValueMisfit, $"column {Files.Quoted.Text(Path)} has no field {Files.Quoted.Text(name)}, and the row has one");
}
