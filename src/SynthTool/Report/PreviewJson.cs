using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>A dataset in <c>preview --json</c>.</summary>
internal static class PreviewJson
{
    public static void Write(Utf8JsonWriter json, PreviewOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteString("status", outcome.ExitCode switch { ExitCode.Done => "built", ExitCode.Cancelled => "cancelled", _ => "failed" });
        json.WriteStartArray("rows");
        foreach (var row in outcome.Rows)
        {
            WriteRow(json, row);
        }

        json.WriteEndArray();
        json.WriteStartArray("dropped");
        foreach (var drop in outcome.Dropped)
        {
            json.WriteStartObject();
            json.WriteString("id", drop.Id);
            json.WriteString("step", drop.Step);
            json.WriteString("reason", drop.Reason);
            json.WriteString("because", drop.Because);
            WriteValues(json, drop.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteMissing(outcome.Missing);
        json.WriteNumber("calls", outcome.Calls);
        json.WriteNumber("reused", outcome.Reused);
        json.WriteMoney("cost", outcome.Cost, outcome.Currency);
    }

    private static void WriteRow(Utf8JsonWriter json, PreviewRow row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("split", row.Split);
        WriteValues(json, row.Values);
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, IEnumerable<ExplainedColumn> values)
    {
        json.WriteStartObject("values");
        foreach (var (name, value) in values)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
