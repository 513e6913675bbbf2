using System.Text.Json;
using SynthTool.Build;

namespace SynthTool.Report;

/// <summary>What was handed on.</summary>
internal static class ExportReport
{
    /// <param name="to">The folder as the user wrote it.</param>
    public static IEnumerable<string> Lines(ExportOutcome outcome, string to)
    {
        if (outcome.Files.IsEmpty)
        {
            yield break;
        }

        var where = to == "-" ? "" : $" in {Amounts.Of(outcome.Files.Length, "file")} of {to}";
        yield return $"{DatasetLabel.Of(outcome.Dataset, outcome.Definition)}: {Amounts.Of(outcome.Files.Sum(f => f.Rows), "row")} exported{where}";
    }

    /// <summary>A dataset in <c>export --json</c>.</summary>
    public static void Write(Utf8JsonWriter json, ExportOutcome outcome)
    {
        json.WriteString("dataset", DatasetLabel.Of(outcome.Dataset, outcome.Definition));
        json.WriteStartArray("files");
        foreach (var file in outcome.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("rows", file.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
