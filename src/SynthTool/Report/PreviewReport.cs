using System.Text.Json;
using SynthTool.Build;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>The rows of a preview for people, no wider than the terminal.</summary>
internal static class PreviewReport
{
    private const int Few = 3;
    private const int LeastWidth = 40;

    /// <param name="onlyDropped">Whether to show what was dropped, with its values, instead of what was kept.</param>
    /// <param name="width">The terminal's columns.</param>
    public static IEnumerable<string> Lines(PreviewOutcome outcome, bool onlyDropped, int width)
    {
        width = Math.Max(LeastWidth, width);
        if (outcome.Comparison is { } comparison)
        {
            return ComparisonReport.Lines(comparison, width);
        }

        return [.. onlyDropped ? [] : Rows(outcome, width), .. Dropped(outcome, onlyDropped, width), .. outcome.Candidate?.FailedGates ?? []];
    }

    public static IEnumerable<string> Summary(PreviewOutcome outcome, PreviewChoice choice, bool verbose)
    {
        var name = DatasetLabel.Of(outcome.Dataset, outcome.Definition);
        var cost = outcome is { Cost: { } amount, Calls: > 0 } ? $", {Amounts.Money(amount, outcome.Currency)}" : "";
        var madeUp = outcome.MadeUp > 0 ? $", {Amounts.Of(outcome.MadeUp)} made up" : "";
        yield return outcome.Candidate is { } candidate
            ? $"{name}: {Of(candidate, outcome)}"
            : $"{name}: {Shown(outcome)} of {Of(choice)}{(outcome.Comparison is null ? $", {Amounts.Of(outcome.Dropped.Length)} dropped" : "")}; "
                + $"{Amounts.Of(outcome.Calls, "call")}, {Amounts.Of(outcome.Reused)} reused{madeUp}{cost}; shards and lock are untouched";
        foreach (var line in MissingAnswers.Lines(name, outcome.Missing, outcome.MissingCount, verbose ? int.MaxValue : Few))
        {
            yield return line;
        }
    }

    /// <summary>A named value: texts as lines behind <c>|</c>, the rest as JSON.</summary>
    public static IEnumerable<string> Value(string name, JsonElement value) => value.ValueKind is JsonValueKind.String
        ? Printable.Lines(value.GetString()!).Select((line, i) => (i == 0 ? $"  {name} | {line}" : $"  {new string(' ', name.Length)} | {line}").TrimEnd())
        : [$"  {name} = {Json(value)}"];

    private static IEnumerable<string> Rows(PreviewOutcome outcome, int width)
    {
        if (outcome.Rows.IsEmpty)
        {
            return [];
        }

        // Rows of steps that did not all run may have different columns; then each is shown by itself.
        var names = outcome.Rows[0].Values.Select(v => v.Name).ToList();
        var isTable = outcome.Rows.All(r => r.Values.Select(v => v.Name).SequenceEqual(names, StringComparer.Ordinal));
        var hasSplits = outcome.Rows.Any(r => r.Split is not null);
        var table = !isTable ? null : TextTable.Lines(
            ["row", .. hasSplits ? ["split"] : Array.Empty<string>(), .. names],
            [.. outcome.Rows.Select(r => (IReadOnlyList<string>)[r.Id, .. hasSplits ? [r.Split ?? ""] : Array.Empty<string>(), .. r.Values.Select(v => Cell(v.Value))])],
            width);
        return table ?? outcome.Rows.SelectMany(row => Values(row.Values, width).Prepend($"row {Quoted.Text(row.Id)}{(row.Split is { } split ? $" ({split})" : "")}"));
    }

    private static IEnumerable<string> Dropped(PreviewOutcome outcome, bool withValues, int width) => outcome.Dropped.SelectMany(drop =>
        (withValues ? Values(drop.Values, width) : [])
        .Prepend($"dropped {Quoted.Text(drop.Id)}: step {drop.Step}, {drop.Reason}{(drop.Because is { } because ? $": {because}" : "")}"));

    private static IEnumerable<string> Values(IEnumerable<ExplainedColumn> values, int width) => values.SelectMany(v =>
        v.Value.ValueKind is JsonValueKind.String
            ? DisplayWidth.Wrap(v.Value.GetString()!, Math.Max(20, width - v.Name.Length - 5)).Select((line, i) => $"  {(i == 0 ? v.Name : new string(' ', v.Name.Length))} | {line}".TrimEnd())
            : DisplayWidth.Wrap(Json(v.Value), Math.Max(20, width - v.Name.Length - 5)).Select((line, i) => $"  {(i == 0 ? v.Name + " =" : new string(' ', v.Name.Length + 2))} {line}".TrimEnd()));

    private static string Cell(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()!.TrimEnd() : Chat(value) ?? Json(value);

    /// <summary>Messages as people read them: <c>user: …</c>, <c>assistant: …</c>, one below the other; null for another value.</summary>
    private static string? Chat(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            return null;
        }

        var messages = value.EnumerateArray().Select(Message).ToList();
        return messages.Contains(null) ? null : string.Join('\n', messages);
    }

    private static string? Message(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object && value.EnumerateObject().Count() == 2
        && value.TryGetProperty("role", out var role) && role.ValueKind is JsonValueKind.String
        && value.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.String
            ? $"{role.GetString()}: {content.GetString()!.TrimEnd()}"
            : null;

    private static string Json(JsonElement value) => Printable.Line(value.GetRawText().ReplaceLineEndings(" "));

    private static string Shown(PreviewOutcome outcome) => outcome.Comparison is { } comparison
        ? $"{Amounts.Of(comparison.Pairs.Length, "pair")} of answers, {Amounts.Of(comparison.Pairs.Count(ComparisonReport.Differ))} different,"
        : Amounts.Of(outcome.Rows.Length, "row");

    private static string Of(PreviewChoice choice) => choice.Row is { } row ? Quoted.Text(row) : Amounts.Of(choice.Seeds ?? 0, "seed");

    private static string Of(PreviewCandidate candidate, PreviewOutcome outcome) => candidate switch
    {
        { IsThere: false } => outcome.MissingCount > 0 ? "nothing is a candidate: no row has an answer yet" : "nothing is a candidate: what the lock records is all that there is",
        { Rows: { } rows, FailedGates.IsEmpty: false } => $"a candidate of {Amounts.Of(rows, "row")}, {Amounts.Of(outcome.Rows.Length)} shown, is not written: {Amounts.Of(candidate.FailedGates.Length, "gate fails", "gates fail")}",
        { Rows: { } rows } => $"a candidate of {Amounts.Of(rows, "row")}, {Amounts.Of(outcome.Rows.Length)} shown: all gates hold, and a build writes it without a call",
        _ => $"a candidate whose {Amounts.Of(outcome.MissingCount, "answer is", "answers are")} missing, {Amounts.Of(outcome.Rows.Length, "row")} shown: gates are measured when all are there",
    };
}
