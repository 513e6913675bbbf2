using System.Text.Json;

namespace SynthTool.Report;

/// <summary>A <c>store</c> verb's object; <c>dataset</c> is null where a whole repository is meant.</summary>
internal static class StoreJson
{
    public static void Stat(Utf8JsonWriter json, StoreOutcome outcome)
    {
        WriteDataset(json, outcome);
        json.WriteStartArray("layers");
        foreach (var layer in outcome.Layers)
        {
            json.WriteStartObject();
            json.WriteString("layer", layer.Layer);
            json.WriteString("path", layer.Path);
            json.WriteNumber("files", layer.Files);
            json.WriteNumber("answers", layer.Answers);
            json.WriteNumber("failures", layer.Failures);
            json.WriteNumber("bytes", layer.Bytes);
            json.WriteNumberOrNull("used", layer.Used);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Change(Utf8JsonWriter json, StoreOutcome outcome)
    {
        WriteDataset(json, outcome);
        json.WriteNumber("answers", outcome.Answers);
        json.WriteNumber("skipped", outcome.Skipped);
        json.WriteNumber("damaged", outcome.Damaged);
    }

    private static void WriteDataset(Utf8JsonWriter json, StoreOutcome outcome)
    {
        var label = DatasetLabel.Of(outcome.Dataset, outcome.Definition);
        json.WriteString("dataset", label.Length > 0 ? label : null);
    }
}
