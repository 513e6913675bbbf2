using System.Text.Json;
using SynthTool.Differences;

namespace SynthTool.Report;

/// <summary>A dataset in <c>diff --json</c>. Counts are exact; rows and values are as many and as long as fit.</summary>
internal static class DiffJson
{
    private const int LongestText = 4096;

    public static void Write(Utf8JsonWriter json, DiffOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteBoolean("different", outcome.IsDifferent);
        json.WriteBoolean("rowsCompared", outcome.RowsCompared);
        WriteEnd(json, "from", outcome.From);
        WriteEnd(json, "to", outcome.To);
        json.WriteStartArray("causes");
        foreach (var cause in outcome.Causes)
        {
            json.WriteStartObject();
            json.WriteString("reason", cause.Code);
            json.WriteString("where", cause.Where);
            json.WriteString("detail", Shortened(cause.Detail));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("outputs");
        foreach (var output in outcome.Outputs)
        {
            WriteOutput(json, output);
        }

        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (var step in outcome.Steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Step);
            WriteMoved(json, "in", step.In);
            WriteMoved(json, "out", step.Out);
            WriteCounts(json, "dropped", step.Dropped);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteCounts(json, "counts", outcome.Counts);
        WriteCost(json, outcome.Cost);
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, DiffEnd end)
    {
        json.WriteStartObject(name);
        json.WriteString("name", end.Name);
        json.WriteString("commit", end.Commit);
        json.WriteString("state", end.State switch
        {
            DiffState.Absent => "absent",
            DiffState.Locked => "locked",
            DiffState.Rebuilt => "rebuilt",
            _ => "unknown",
        });
        json.WriteNumber("missing", end.Missing);
        json.WriteNumber("waitingSeeds", end.WaitingSeeds);
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, DiffOutput output)
    {
        json.WriteStartObject();
        json.WriteString("name", output.Name);
        json.WriteNumberOrNull("before", output.Before);
        json.WriteNumberOrNull("after", output.After);
        json.WriteNumber("added", output.Added);
        json.WriteNumber("removed", output.Removed);
        json.WriteNumber("changed", output.Changed);
        json.WriteNumber("waiting", output.Waiting);
        WriteCounts(json, "splits", output.Splits);
        json.WriteStrings("columnsAdded", output.ColumnsAdded);
        json.WriteStrings("columnsRemoved", output.ColumnsRemoved);
        json.WriteStartArray("measures");
        foreach (var measure in output.Measures)
        {
            json.WriteStartObject();
            json.WriteString("column", measure.Column);
            json.WriteString("unit", measure.Unit);
            WriteMeasured(json, "before", measure.Before);
            WriteMeasured(json, "after", measure.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in output.Rows)
        {
            WriteRow(json, row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, DiffRow row)
    {
        json.WriteStartObject();
        json.WriteString("kind", DiffReport.Word(row.Kind));
        json.WriteString("id", row.Id);
        json.WriteString("splitBefore", row.SplitBefore);
        json.WriteString("splitAfter", row.SplitAfter);
        json.WriteStartArray("values");
        foreach (var value in row.Values)
        {
            json.WriteStartObject();
            json.WriteString("path", value.Path);
            WriteValue(json, "before", value.Before);
            WriteValue(json, "after", value.After);
            json.WriteStartArray("words");
            foreach (var run in value.Words)
            {
                json.WriteStartObject();
                json.WriteString("mark", run.Mark switch { WordMark.Kept => "kept", WordMark.Removed => "removed", _ => "added" });
                json.WriteString("text", Shortened(run.Text));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // A value that is too long is given as text, cut; one that is not there has no member.
    private static void WriteValue(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is not { } known)
        {
            return;
        }

        json.WritePropertyName(name);
        if (known.ValueKind is JsonValueKind.String)
        {
            json.WriteStringValue(Shortened(known.GetString()));
        }
        else if (known.GetRawText() is { Length: > LongestText } raw)
        {
            json.WriteStringValue(Shortened(raw));
        }
        else
        {
            known.WriteTo(json);
        }
    }

    private static void WriteMeasured(Utf8JsonWriter json, string name, Measured measured)
    {
        json.WriteStartObject(name);
        json.WriteNumber("values", measured.Values);
        json.WriteNumber("mean", measured.Mean);
        if (measured.Median is { } median)
        {
            json.WriteNumber("median", median);
        }
        else
        {
            json.WriteNull("median");
        }

        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<DiffCount> counts)
    {
        json.WriteStartArray(name);
        foreach (var count in counts)
        {
            json.WriteStartObject();
            json.WriteString("name", count.Name);
            json.WriteNumberOrNull("before", count.Before);
            json.WriteNumberOrNull("after", count.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMoved(Utf8JsonWriter json, string name, DiffCount count)
    {
        json.WriteStartObject(name);
        json.WriteNumberOrNull("before", count.Before);
        json.WriteNumberOrNull("after", count.After);
        json.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter json, DiffCost? cost)
    {
        if (cost is null)
        {
            json.WriteNull("answers");
            return;
        }

        json.WriteStartObject("answers");
        json.WriteNumber("calls", cost.Calls);
        json.WriteNumber("inputTokens", cost.InputTokens);
        json.WriteNumber("outputTokens", cost.OutputTokens);
        json.WriteMoney("cost", cost.Amount, cost.Currency);
        json.WriteEndObject();
    }

    private static string? Shortened(string? text) => text is null ? null : DiffWords.Shortened(text, LongestText);
}
