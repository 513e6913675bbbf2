using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>A dataset in <c>validate --json</c>, <c>verify --json</c> and <c>clean --json</c>.</summary>
internal static class CheckJson
{
    public static void Write(Utf8JsonWriter json, ValidateOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteString("status", outcome.Diagnostics.Any(d => d.IsError) ? "invalid" : "valid");
        json.WriteNumber("seeds", outcome.Seeds);
        json.WriteCross(outcome.Product);
    }

    public static void Write(Utf8JsonWriter json, VerifyOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteString("status", outcome.Diagnostics.Any(d => d.IsError) ? "damaged" : "intact");
        json.WriteStartObject("shards");
        json.WriteNumber("total", outcome.Shards);
        json.WriteNumber("intact", outcome.ShardsIntact);
        json.WriteEndObject();
        json.WriteNumber("responses", outcome.Responses);
    }

    public static void Write(Utf8JsonWriter json, CleanOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteStrings("removed", outcome.Removed);
        json.WriteStrings("kept", outcome.Kept);
    }
}
