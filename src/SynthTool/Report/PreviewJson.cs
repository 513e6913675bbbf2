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
            WriteRow(json, outcome, row);
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
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteMissing(outcome.Missing);
        json.WriteNumber("calls", outcome.Calls);
        json.WriteNumber("reused", outcome.Reused);
        json.WriteMoney("cost", outcome.Cost, outcome.Currency);
    }

    private static void WriteRow(Utf8JsonWriter json, PreviewOutcome outcome, PreviewRow row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteString("split", row.Split);
        json.WriteStartObject("values");
        foreach (var (column, value) in outcome.Columns.Zip(row.Values))
        {
            json.WritePropertyName(column);
            value.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
