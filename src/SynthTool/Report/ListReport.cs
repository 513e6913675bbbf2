using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>The datasets of a repository, each with what it needs.</summary>
internal static class ListReport
{
    public static IEnumerable<string> Lines(ListedDataset listed)
    {
        var version = listed.Version is { } v ? $" {v}" : "";
        var rows = listed.Rows is { } count ? Amounts.Of(count, "row") : "not built";
        yield return $"{DatasetLabel.Of(listed.Dataset, listed.Definition)}{version}: {rows} ({listed.Definition})";
        foreach (var output in listed.Outputs)
        {
            yield return $"  output {output.Name}{(output.Rows is { } some ? $": {Amounts.Of(some, "row")}" : "")}";
        }

        foreach (var need in listed.Needs)
        {
            var part = need switch { { Output: null, Split: null } => "", { Split: null } => $", output {need.Output}", { Output: null } => $", split {need.Split}", _ => $", output {need.Output}, split {need.Split}" };
            yield return $"  needs {DatasetLabel.Of(need.Dataset, need.Definition)}{part} ({need.Definition})";
        }
    }

    public static void Write(Utf8JsonWriter json, ListedDataset listed)
    {
        json.WriteString("dataset", DatasetLabel.Of(listed.Dataset, listed.Definition));
        json.WriteString("definition", listed.Definition);
        json.WriteString("version", listed.Version);
        json.WriteNumberOrNull("rows", listed.Rows);
        json.WriteStartArray("outputs");
        foreach (var output in listed.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", output.Name);
            json.WriteNumberOrNull("rows", output.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("needs");
        foreach (var need in listed.Needs)
        {
            json.WriteStartObject();
            json.WriteString("dataset", DatasetLabel.Of(need.Dataset, need.Definition));
            json.WriteString("definition", need.Definition);
            json.WriteString("output", need.Output);
            json.WriteString("split", need.Split);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
