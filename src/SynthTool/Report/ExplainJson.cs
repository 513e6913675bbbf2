using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>A dataset in <c>explain --json</c>; of <c>row</c> and <c>file</c> the one that is not meant is null.</summary>
internal static class ExplainJson
{
    public static void Write(Utf8JsonWriter json, ExplainOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteString("target", outcome.Target);
        json.WritePropertyName("row");
        WriteRow(json, outcome.Row);
        json.WritePropertyName("file");
        WriteFile(json, outcome.File);
    }

    private static void WriteRow(Utf8JsonWriter json, ExplainedRow? row)
    {
        if (row is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("id", row.Id);
        json.WriteStartObject("seed");
        json.WriteString("key", row.SeedKey);
        json.WriteString("path", row.Seed?.Path);
        json.WriteNumberOrNull("line", row.Seed is { Line: > 0 } place ? place.Line : null);
        if (!row.Records.IsEmpty)
        {
            WriteRecords(json, row.Records);
        }

        json.WriteEndObject();
        json.WritePropertyName("upstream");
        WriteUpstream(json, row.Upstream);
        json.WriteString("status", row switch { { Kept: true } => "kept", { Dropped: not null } => "dropped", _ => "waiting" });
        json.WriteString("split", row.Split);
        WriteDrop(json, row.Dropped);
        json.WriteStartArray("calls");
        foreach (var call in row.Calls)
        {
            WriteCall(json, call);
        }

        json.WriteEndArray();
        json.WriteStartObject("values");
        foreach (var column in row.Columns)
        {
            json.WritePropertyName(column.Name);
            column.Value.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteStrings("shards", row.Shards);
        json.WriteEndObject();
    }

    private static void WriteUpstream(Utf8JsonWriter json, ExplainedUpstream? upstream)
    {
        if (upstream is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("dataset", upstream.Dataset);
        json.WriteString("definition", upstream.Definition);
        json.WriteString("row", upstream.Row);
        json.WriteEndObject();
    }

    private static void WriteRecords(Utf8JsonWriter json, ImmutableArray<ExplainedRecord> records)
    {
        json.WriteStartArray("records");
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteString("source", record.Source);
            json.WriteString("path", record.Place.Path);
            json.WriteNumberOrNull("line", record.Place.Line > 0 ? record.Place.Line : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDrop(Utf8JsonWriter json, ExplainedDrop? drop)
    {
        if (drop is null)
        {
            json.WriteNull("dropped");
            return;
        }

        json.WriteStartObject("dropped");
        json.WriteString("step", drop.Step);
        json.WriteString("reason", drop.Reason);
        json.WriteString("because", drop.Because);
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, ExplainedCall call)
    {
        json.WriteStartObject();
        json.WriteString("step", call.Step);
        json.WriteString("teacher", call.Teacher);
        json.WriteString("model", call.Model);
        json.WriteNumber("sample", call.Sample);
        json.WriteStrings("templates", call.Templates);
        json.WriteStartArray("variables");
        foreach (var variable in call.Variables)
        {
            json.WriteStartObject();
            json.WriteString("name", variable.Path);
            json.WriteBoolean("present", variable.Present);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("requests", call.Requests);
        json.WriteStrings("responses", call.Responses);
        json.WriteString("finish", call.Finish);
        json.WriteString("failure", call.Failure);
        json.WriteStartObject("tokens");
        json.WriteNumberOrNull("input", call.InputTokens);
        json.WriteNumberOrNull("output", call.OutputTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, ExplainedFile? file)
    {
        if (file is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("role", file.Role);
        json.WriteStale(file.Stale);
        json.WriteStrings("partitions", file.Partitions);
        json.WriteNumberOrNull("rows", file.Rows);
        json.WriteEndObject();
    }
}
