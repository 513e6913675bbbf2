using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>A <c>store</c> verb's object; <c>dataset</c> is null where a whole repository is meant.</summary>
internal static class StoreJson
{
    public static void Stat(Utf8JsonWriter json, string? dataset, StoreTally report)
    {
        json.WriteString("dataset", dataset);
        json.WriteStartArray("layers");
        foreach (var layer in report.Layers)
        {
            json.WriteStartObject();
            json.WriteString("layer", layer.Layer);
            json.WriteNumber("files", layer.Files);
            json.WriteNumber("answers", layer.Answers);
            json.WriteNumber("failures", layer.Failures);
            json.WriteNumber("bytes", layer.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Change(Utf8JsonWriter json, string? dataset, StoreTally report)
    {
        json.WriteString("dataset", dataset);
        json.WriteNumber("answers", report.Answers);
        json.WriteNumber("skipped", report.Skipped);
        json.WriteNumber("damaged", report.Damaged);
    }
}
