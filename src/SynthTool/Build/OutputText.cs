using SynthTool.Definition;
using SynthTool.Formats;

namespace SynthTool.Build;

/// <summary>An output as its definition says it: one line of canonical JSON.</summary>
internal static class OutputText
{
    /// <summary>What the rows of the output follow from; not how they are placed.</summary>
    public static string Of(OutputDefinition output) => Write(output, withPlacement: false);

    /// <summary>The same, and how many seeds a shard aims at.</summary>
    public static string WithPlacement(OutputDefinition output) => Write(output, withPlacement: true);

    private static string Write(OutputDefinition output, bool withPlacement) => JsonValue.Canonical(JsonValue.Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", output.Format.ToString());
        json.WriteString("where", output.Where?.Text);
        json.WriteStartArray("columns");
        foreach (var column in output.Columns)
        {
            json.WriteStartArray();
            json.WriteStringValue(column.Name);
            json.WriteStringValue(column.Value?.Text);
            foreach (var turn in column.Turns)
            {
                json.WriteStringValue(turn.Role);
                json.WriteStringValue(turn.Text.Text);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (withPlacement)
        {
            json.WriteNumber("seeds_per_shard", output.SeedsPerShard);
        }

        json.WriteEndObject();
    })).GetRawText();
}
