using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>A dataset in <c>plan --json</c> and <c>status --json</c>: rows, shards and the like are those of the last build.</summary>
internal static class PlanJson
{
    public static void Write(Utf8JsonWriter json, PlanOutcome plan)
    {
        json.WriteString("dataset", DatasetLabel.Of(plan.Dataset, plan.Definition));
        json.WriteString("status", JsonParts.Status(plan.Status));
        json.WriteNumber("seeds", plan.Seeds);
        json.WriteCross(plan.Product);
        json.WriteStartObject("partitions");
        json.WriteNumber("total", plan.Partitions);
        json.WriteNumber("stale", plan.StalePartitions);
        json.WriteEndObject();
        json.WriteStartObject("calls");
        json.WriteNumber("known", plan.Calls.Known);
        json.WriteNumber("estimated", plan.Calls.Estimated);
        json.WriteString("basis", plan.Calls.Basis);
        json.WriteEndObject();
        BuildJson.WriteResult(json, plan.Last);
        json.WriteStartArray("needs");
        foreach (var need in plan.Needs)
        {
            json.WriteStringValue(need.Dataset);
        }

        json.WriteEndArray();
        json.WriteNumberOrNull("unused", plan.Unused);
        json.WriteMoney("cost", plan.EstimatedCost, plan.Currency);
        json.WriteNumberOrNull("time_ms", (long?)plan.EstimatedTime?.TotalMilliseconds);
        json.WriteStale(plan.Stale);
        json.WriteMissing(DatasetLabel.Of(plan.Dataset, plan.Definition), plan.Missing, plan.Calls.Known);
        json.WriteNumber("elapsed_ms", (long)plan.Elapsed.TotalMilliseconds);
    }
}
