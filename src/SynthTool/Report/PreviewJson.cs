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
        if (outcome.Comparison is { } comparison)
        {
            WriteComparison(json, comparison);
        }

        if (outcome.Candidate is { } candidate)
        {
            json.WriteStartObject("candidate");
            json.WriteBoolean("is_there", candidate.IsThere);
            json.WriteNumberOrNull("rows", candidate.Rows);
            json.WriteStrings("failed_gates", candidate.FailedGates);
            json.WriteEndObject();
        }

        json.WriteMissing(DatasetLabel.Of(outcome.Dataset, outcome.Definition), outcome.Missing, outcome.MissingCount);
        json.WriteNumber("calls", outcome.Calls);
        json.WriteNumber("reused", outcome.Reused);
        json.WriteNumber("made_up", outcome.MadeUp);
        json.WriteMoney("cost", outcome.Cost, outcome.Currency);
    }

    private static void WriteComparison(Utf8JsonWriter json, PreviewComparison comparison)
    {
        json.WriteStartObject("comparison");
        json.WriteString("step", comparison.Step);
        json.WriteString("own", comparison.Own);
        json.WriteString("other", comparison.Other);
        json.WriteStartArray("pairs");
        foreach (var pair in comparison.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("id", pair.Id);
            WriteAnswer(json, "own", pair.Own);
            WriteAnswer(json, "other", pair.Other);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, string name, PreviewAnswer? answer)
    {
        if (answer is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        if (answer.Value is { } value)
        {
            json.WritePropertyName("value");
            value.WriteTo(json);
        }

        json.WriteString("failure", answer.Failure);
        json.WriteEndObject();
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
