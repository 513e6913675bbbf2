using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>A dataset in <c>build --json</c>.</summary>
internal static class BuildJson
{
    public static void Write(Utf8JsonWriter json, BuildOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteString("status", JsonParts.Status(outcome.Status));
        json.WriteNumber("seeds", outcome.Seeds);
        json.WriteNumber("calls", outcome.Calls);
        WriteResult(json, outcome);
        json.WriteNumber("made_up", outcome.MadeUp);
        json.WriteMissing(DatasetLabel.Of(outcome.Dataset, outcome.Definition), outcome.Missing, outcome.MissingCount);
        json.WriteNumber("elapsed_ms", (long)outcome.Elapsed.TotalMilliseconds);
    }

    /// <summary>What a build came to, without what it cost; of no build all is zero.</summary>
    public static void WriteResult(Utf8JsonWriter json, BuildOutcome? built)
    {
        var outcome = built ?? new BuildOutcome { Dataset = "", Definition = "", Status = BuildStatus.Failed, ExitCode = ExitCode.Done };
        json.WriteNumber("rows", outcome.Rows);
        WriteCounts(json, "splits", outcome.Splits);
        json.WriteNumber("reused", outcome.Reused);
        json.WriteNumber("quarantined", outcome.Quarantined);
        WriteCounts(json, "dropped", Dropped(outcome));
        json.WriteStartObject("shards");
        json.WriteNumber("total", outcome.Shards.Total);
        json.WriteNumber("written", outcome.Shards.Written);
        json.WriteNumber("kept", outcome.Shards.Kept);
        json.WriteNumber("removed", outcome.Shards.Removed);
        json.WriteEndObject();
        json.WriteStartObject("tokens");
        json.WriteNumber("input", outcome.InputTokens);
        json.WriteNumber("output", outcome.OutputTokens);
        json.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, long>> Dropped(BuildOutcome outcome) => outcome.Funnel
        .SelectMany(step => step.Dropped.Select(d => (Name: FunnelLine.CountName(step.Step, d.Key), d.Value)))
        .GroupBy(d => d.Name, d => d.Value, StringComparer.Ordinal)
        .Select(g => KeyValuePair.Create(g.Key, g.Sum()));

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (of, count) in counts)
        {
            json.WriteNumber(of, count);
        }

        json.WriteEndObject();
    }
}
