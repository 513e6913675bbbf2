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
            : $"{name}: {(IsStopped(outcome) ? $"no rows: {Stopped(outcome)}" : $"{Shown(outcome)} of {Of(choice, outcome)}{(outcome.Comparison is null ? $", {Amounts.Of(outcome.Dropped.Length)} dropped" : "")}")}; "
                + $"{Amounts.Of(outcome.Calls, "call")}, {Amounts.Of(outcome.Reused)} reused{madeUp}{cost}; shards and lock are untouched";
        var named = verbose ? int.MaxValue : Few;
        foreach (var line in choice.Candidate
            ? MissingAnswers.Lines(name, outcome.Missing, outcome.MissingCount, named)
            : MissingAnswers.LinesOfPreview(name, outcome.Missing, outcome.MissingCount, named, isTried: choice.Prompt is not null))
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

        // A column that repeats the row's id only takes room.
        var rows = outcome.Rows.Select(r => r with { Values = [.. r.Values.Where(v => !(v.Value.ValueKind is JsonValueKind.String && v.Value.ValueEquals(r.Id)))] }).ToList();
        rows = rows.TrueForAll(r => r.Values.Length == rows[0].Values.Length && r.Values.Length > 0) ? rows : [.. outcome.Rows];

        // Rows of steps that did not all run may have different columns; then each is shown by itself.
        var names = rows[0].Values.Select(v => v.Name).ToList();
        var isTable = rows.TrueForAll(r => r.Values.Select(v => v.Name).SequenceEqual(names, StringComparer.Ordinal));
        var hasSplits = rows.Exists(r => r.Split is not null);
        var table = !isTable ? null : TextTable.Lines(
            ["row", .. hasSplits ? ["split"] : Array.Empty<string>(), .. names],
            [.. rows.Select(r => (IReadOnlyList<string>)[r.Id, .. hasSplits ? [r.Split ?? ""] : Array.Empty<string>(), .. r.Values.Select(v => Cell(v.Value))])],
            width);
        return table ?? rows.SelectMany(row => Values(row.Values, width).Prepend($"row {Quoted.Text(row.Id)}{(row.Split is { } split ? $" ({split})" : "")}"));
    }

    private static IEnumerable<string> Dropped(PreviewOutcome outcome, bool withValues, int width) => outcome.Dropped.SelectMany(drop =>
        (withValues ? Values(drop.Values, width) : [])
        .Prepend($"dropped {Quoted.Text(drop.Id)}: step {drop.Step}, {drop.Reason}{(drop.Because is { } because ? $": {because}" : "")}"));

    private static IEnumerable<string> Values(IEnumerable<ExplainedColumn> values, int width) => values.SelectMany(v =>
        TextOf(v.Value) is { } text
            ? DisplayWidth.Wrap(text, Math.Max(20, width - v.Name.Length - 5)).Select((line, i) => $"  {(i == 0 ? v.Name : new string(' ', v.Name.Length))} | {line}".TrimEnd())
            : DisplayWidth.Wrap(Json(v.Value), Math.Max(20, width - v.Name.Length - 5)).Select((line, i) => $"  {(i == 0 ? v.Name + " =" : new string(' ', v.Name.Length + 2))} {line}".TrimEnd()));

    private static string Cell(JsonElement value) => TextOf(value)?.TrimEnd() ?? Json(value);

    /// <summary>A text as it is, a conversation as its messages, each behind its role; null for what is better read as JSON.</summary>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(m => DiffWords.Role(m) is not null) =>
            string.Join('\n', value.EnumerateArray().Select(m => $"{DiffWords.Role(m)}: {m.GetProperty("content").GetString()!.TrimEnd()}")),
        _ => null,
    };

    private static string Json(JsonElement value) => Printable.Line(value.GetRawText().ReplaceLineEndings(" "));

    private static string Shown(PreviewOutcome outcome) => outcome.Comparison is { } comparison
        ? $"{Amounts.Of(comparison.Pairs.Length, "pair")} of answers, {Amounts.Of(comparison.Pairs.Count(ComparisonReport.Differ))} different,"
        : Amounts.Of(outcome.Rows.Length, "row");

    private static string Of(PreviewChoice choice, PreviewOutcome outcome) => choice.Row is { } row ? Quoted.Text(row) : Amounts.Of(outcome.Seeds, "seed");

    private static bool IsStopped(PreviewOutcome outcome) => outcome is { ExitCode: not ExitCode.Done, Rows.IsEmpty: true, Dropped.IsEmpty: true, Comparison: null };

    private static string Stopped(PreviewOutcome outcome) => outcome switch
    {
        { ExitCode: ExitCode.Cancelled } => "cancelled",
        { MissingCount: > 0 } => Amounts.Of(outcome.MissingCount, "answer is missing", "answers are missing"),
        _ => Amounts.Of(outcome.Diagnostics.Count(d => d.IsError), "error"),
    };

    private static string Of(PreviewCandidate candidate, PreviewOutcome outcome) => candidate switch
    {
        { IsThere: false } => outcome.MissingCount > 0 ? "nothing is a candidate: no row has an answer yet" : "nothing is a candidate: what the lock records is all that there is",
        { Rows: { } rows, FailedGates.IsEmpty: false } => $"a candidate of {Amounts.Of(rows, "row")}, {Amounts.Of(outcome.Rows.Length)} shown, is not written: {Amounts.Of(candidate.FailedGates.Length, "gate fails", "gates fail")}",
        { Rows: { } rows } => $"a candidate of {Amounts.Of(rows, "row")}, {Amounts.Of(outcome.Rows.Length)} shown: all gates hold, and a build writes it without a call",
        _ => $"a candidate whose {Amounts.Of(outcome.MissingCount, "answer is", "answers are")} missing, {Amounts.Of(outcome.Rows.Length, "row")} shown: gates are measured when all are there",
    };
}
