using System.Text.Json;
using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>The rows of a preview for people.</summary>
internal static class PreviewReport
{
    private const int Few = 3;

    /// <param name="onlyDropped">Whether to show what was dropped, with its values, instead of what was kept.</param>
    public static IEnumerable<string> Lines(PreviewOutcome outcome, bool onlyDropped)
    {
        foreach (var row in onlyDropped ? [] : outcome.Rows)
        {
            yield return $"row {Quoted.Text(row.Id)}{(row.Split is { } split ? $" ({split})" : "")}";
            foreach (var line in row.Values.SelectMany(v => Value(v.Name, v.Value)))
            {
                yield return line;
            }
        }

        foreach (var drop in outcome.Dropped)
        {
            yield return $"dropped {Quoted.Text(drop.Id)}: step {drop.Step}, {drop.Reason}{(drop.Because is { } because ? $": {because}" : "")}";
            foreach (var line in onlyDropped ? drop.Values.SelectMany(v => Value(v.Name, v.Value)) : [])
            {
                yield return line;
            }
        }
    }

    public static IEnumerable<string> Summary(PreviewOutcome outcome, PreviewChoice choice, bool verbose)
    {
        var name = DatasetLabel.Of(outcome.Dataset, outcome.Definition);
        var cost = outcome is { Cost: { } amount, Calls: > 0 } ? $", {Amounts.Money(amount, outcome.Currency)}" : "";
        yield return $"{name}: {Amounts.Of(outcome.Rows.Length, "row")} of {Of(choice)}, {Amounts.Of(outcome.Dropped.Length)} dropped; "
            + $"{Amounts.Of(outcome.Calls, "call")}, {Amounts.Of(outcome.Reused)} reused{cost}; shards and lock are untouched";
        foreach (var line in MissingAnswers.Lines(name, outcome.Missing, outcome.Missing.Length, verbose ? int.MaxValue : Few))
        {
            yield return line;
        }
    }

    /// <summary>A named value: texts as lines behind <c>|</c>, the rest as JSON.</summary>
    public static IEnumerable<string> Value(string name, JsonElement value) => value.ValueKind is JsonValueKind.String
        ? Printable.Lines(value.GetString()!).Select((line, i) => (i == 0 ? $"  {name} | {line}" : $"  {new string(' ', name.Length)} | {line}").TrimEnd())
        : [$"  {name} = {Printable.Line(value.GetRawText().ReplaceLineEndings(" "))}"];

    private static string Of(PreviewChoice choice) => choice.Row is { } row ? Quoted.Text(row) : Amounts.Of(choice.Seeds ?? 0, "seed");
}
