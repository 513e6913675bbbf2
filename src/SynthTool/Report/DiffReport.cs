using System.Globalization;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Differences;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>How two states of a dataset differ, for people: the sum of it first, then why, then numbers, then rows.</summary>
internal static class DiffReport
{
    private const int FewCauses = 8;
    private const int LabelWidth = 10;

    public static IEnumerable<PaintedLine> Lines(DiffOutcome outcome, bool verbose)
    {
        yield return new PaintedLine([new(Tone.Strong, $"{DatasetLabel.Of(outcome.Dataset, outcome.Definition)}: {Headline(outcome)}"), new(Tone.Faint, $"  ({Ends(outcome)})")]);
        foreach (var line in Causes(outcome, verbose).Concat(Numbers(outcome)))
        {
            yield return PaintedLine.Of($"  {line}");
        }

        foreach (var output in outcome.Outputs)
        {
            foreach (var line in Rows(output, outcome.Outputs.Length > 1))
            {
                yield return line;
            }
        }
    }

    /// <summary><c>2 rows changed, 1 added, 3 removed; 4 wait for answers</c>.</summary>
    public static string Headline(DiffOutcome outcome) => outcome switch
    {
        { From.State: DiffState.Absent, To.State: DiffState.Absent } => "is on neither side",
        { RowsCompared: false } => "the rows cannot be compared",
        { From.State: DiffState.Absent } => $"new, {Sums(outcome)}",
        { To.State: DiffState.Absent } => $"removed, {Sums(outcome)}",
        _ => Sums(outcome),
    };

    /// <summary><c>HEAD 1a2b3c4 → work tree</c>.</summary>
    public static string Ends(DiffOutcome outcome) => $"{End(outcome.From)} → {End(outcome.To)}";

    public static string Cause(StaleReason reason) => reason switch
    {
        { Where: { } where, Detail: { } detail } => $"{where}: {detail} ({reason.Code})",
        { Where: { } where } => $"{where} ({reason.Code})",
        { Detail: { } detail } => $"{detail} ({reason.Code})",
        _ => reason.Code,
    };

    /// <summary>What moved besides rows, one fact a line, as label and text.</summary>
    public static IEnumerable<(string Label, string Text)> Facts(DiffOutcome outcome)
    {
        foreach (var output in outcome.Outputs.Where(o => o.Before != o.After || !o.Splits.IsEmpty))
        {
            var isAll = output.Splits is [var only] && only.Before == output.Before && only.After == output.After;
            var splits = string.Join(", ", output.Splits.Select(s => $"{s.Name} {Moved(s.Before, s.After)}"));
            yield return ("rows", $"{output.Name} {Moved(output.Before ?? None(outcome, outcome.From), output.After ?? None(outcome, outcome.To))}{(splits.Length > 0 && !isAll ? $": {splits}" : "")}");
        }

        foreach (var output in outcome.Outputs.Where(o => o.ColumnsAdded.Length + o.ColumnsRemoved.Length > 0))
        {
            yield return ("columns", $"{output.Name}: {string.Join(", ", output.ColumnsAdded.Select(c => $"+{c}").Concat(output.ColumnsRemoved.Select(c => $"-{c}")))}");
        }

        foreach (var count in outcome.Counts.Where(c => c.Name is "seeds" or "quarantined" && c is { Before: not null, After: not null }))
        {
            yield return (count.Name, Moved(count.Before, count.After));
        }

        // That a step passed on what it was given is no news.
        foreach (var step in outcome.Steps.Where(s => !s.Dropped.IsEmpty))
        {
            yield return ("dropped", $"{step.Step}: {string.Join(", ", step.Dropped.Select(d => $"{d.Name} {Moved(d.Before, d.After)}"))} (of {Moved(step.In.Before, step.In.After)})");
        }

        if (outcome.Cost is { Calls: > 0 } cost)
        {
            var tokens = cost.InputTokens + cost.OutputTokens > 0 ? $", {Amounts.Of(cost.InputTokens)} tokens in, {Amounts.Of(cost.OutputTokens)} out" : "";
            yield return ("answers", $"{Amounts.Of(cost.Calls, "new call")}{tokens}{(cost.Amount is { } amount ? $", {Amounts.Money(amount, cost.Currency)}" : "")}");
        }

        foreach (var (output, measure) in outcome.Outputs.SelectMany(o => o.Measures.Select(m => (o, m))))
        {
            var name = outcome.Outputs.Length > 1 ? $"{output.Name}.{measure.Column}" : measure.Column;
            yield return (measure.Unit == ColumnMeasures.Number ? "values" : "lengths", $"{name}: {Measure(measure)}");
        }
    }

    /// <summary><c>mean 71.5 → 80.2 characters, median 70 → 75 (of the rows that differ)</c>; of one side where the other has no values.</summary>
    public static string Measure(DiffMeasure measure)
    {
        var unit = measure.Unit == ColumnMeasures.Characters ? " characters" : "";
        var (was, now) = (measure.Before, measure.After);
        var only = now.Values == 0 ? was : now;
        var numbers = was.Values == 0 || now.Values == 0
            ? $"mean {Mean(only)}{unit}, median {Median(only)}"
            : $"mean {Mean(was)} → {Mean(now)}{unit}, median {Median(was)} → {Median(now)}";
        return $"{numbers} (of the rows that differ)";
    }

    // A side that is known and has no such output has none of its rows; of one that waits for answers nobody can tell.
    private static long? None(DiffOutcome outcome, DiffEnd end) => outcome.RowsCompared && end is { Missing: 0, WaitingSeeds: 0 } ? 0 : null;

    public static string More(DiffOutput output, DiffKind kind)
    {
        var total = kind switch { DiffKind.Changed => output.Changed, DiffKind.Added => output.Added, _ => output.Removed };
        return total - output.Rows.Count(r => r.Kind == kind) is > 0 and var more ? $"and {Amounts.Of(more)} more {Word(kind)}" : "";
    }

    public static string Word(DiffKind kind) => kind switch { DiffKind.Changed => "changed", DiffKind.Added => "added", _ => "removed" };

    /// <summary><c>train</c>, or <c>train → test</c>.</summary>
    public static string Split(DiffRow row) => row switch
    {
        { SplitBefore: { } was, SplitAfter: { } now } when was != now => $"{was} → {now}",
        _ => row.SplitAfter ?? row.SplitBefore ?? "",
    };

    private static string Sums(DiffOutcome outcome)
    {
        var differing = outcome.Outputs.Where(o => o.Changed + o.Added + o.Removed + o.Waiting > 0).ToList();
        var waiting = new[] { outcome.From, outcome.To }.Where(e => e.WaitingSeeds > 0).ToList();
        var sums = differing switch
        {
            [] => waiting.Count > 0 ? "no known row differs" : "no row differs",
            [var one] when outcome.Outputs.Length == 1 => Sum(one),
            _ => string.Join("; ", differing.Select(o => $"{o.Name} {Sum(o)}")),
        };
        var waits = waiting.Select(e => $"{Amounts.Of(e.WaitingSeeds, "seed waits", "seeds wait")} for {Amounts.Of(e.Missing, "answer")}{(waiting.Count > 1 ? $" in {(e.Commit is null ? "the work tree" : e.Name)}" : "")}");
        return string.Join("; ", waits.Prepend(sums));
    }

    private static string Sum(DiffOutput output)
    {
        var parts = new[] { (output.Changed, "changed"), (output.Added, "added"), (output.Removed, "removed") }.Where(p => p.Item1 > 0).ToList();
        return parts.Count == 0
            ? "no known row differs"
            : string.Join(", ", parts.Select((p, i) => i == 0 ? $"{Amounts.Of(p.Item1, "row")} {p.Item2}" : $"{Amounts.Of(p.Item1)} {p.Item2}"));
    }

    private static string End(DiffEnd end) => end.Commit is { } commit ? $"{end.Name} {new Revision("", commit).Short}" : end.Name;

    private static IEnumerable<string> Causes(DiffOutcome outcome, bool verbose)
    {
        var causes = verbose ? outcome.Causes : [.. outcome.Causes.Take(FewCauses)];
        for (var i = 0; i < causes.Length; i++)
        {
            yield return Labelled(i == 0 ? "because" : "", Cause(causes[i]));
        }

        if (causes.Length < outcome.Causes.Length)
        {
            yield return Labelled("", $"and {Amounts.Of(outcome.Causes.Length - causes.Length)} more (-v shows all)");
        }
    }

    private static IEnumerable<string> Numbers(DiffOutcome outcome)
    {
        var last = "";
        foreach (var (label, text) in Facts(outcome))
        {
            yield return Labelled(label == last ? "" : label, text);
            last = label;
        }
    }

    private static string Labelled(string label, string text) => $"{label.PadRight(LabelWidth)} {text}";

    private static IEnumerable<PaintedLine> Rows(DiffOutput output, bool several)
    {
        foreach (var kind in new[] { DiffKind.Changed, DiffKind.Added, DiffKind.Removed })
        {
            foreach (var row in output.Rows.Where(r => r.Kind == kind))
            {
                yield return PaintedLine.Of("");
                yield return new PaintedLine([new(ToneOf(kind), $"{Word(kind)} {Quoted.Text(row.Id)}"), new(Tone.Faint, $" ({(several ? $"{output.Name}, " : "")}{Split(row)})")]);
                foreach (var value in row.Values.SelectMany(v => Values(row, v)))
                {
                    yield return value;
                }
            }

            if (More(output, kind) is { Length: > 0 } more)
            {
                yield return PaintedLine.Of("");
                yield return PaintedLine.Of($"{more} (--rows shows more)", Tone.Faint);
            }
        }
    }

    private static IEnumerable<PaintedLine> Values(DiffRow row, DiffValue value) => (value.Before, value.After) switch
    {
        _ when !value.Words.IsEmpty => [new([new(Tone.Faint, $"  {value.Path} | "), .. DiffWords.Of(value.Words)])],
        ({ } was, { } now) => [new([new(Tone.Faint, $"  {value.Path} = "), new(Tone.Removed, DiffWords.Of(was), true), new(Tone.Added, DiffWords.Of(now), true)])],
        ({ } was, null) => Parts(row, value.Path, was, Tone.Removed),
        (null, { } now) => Parts(row, value.Path, now, Tone.Added),
        _ => [],
    };

    /// <summary>The parts of a value that only one side has; the row's id stands above them.</summary>
    private static IEnumerable<PaintedLine> Parts(DiffRow row, string path, JsonElement value, Tone tone) =>
        IsId(row, value)
            ? []
            : DiffWords.Parts(path, value).Select(p => new PaintedLine(
                row.Kind is DiffKind.Changed
                    ? [new(Tone.Faint, $"  {p.Path} {Sign(p.Value)} "), new(tone, DiffWords.Of(p.Value), true)]
                    : [new(Tone.Faint, $"  {p.Path} {Sign(p.Value)} "), new(Tone.Plain, DiffWords.Of(p.Value))]));

    public static bool IsId(DiffRow row, JsonElement value) => row.Kind is not DiffKind.Changed && value.ValueKind is JsonValueKind.String && value.ValueEquals(row.Id);

    private static char Sign(JsonElement value) => value.ValueKind is JsonValueKind.String ? '|' : '=';

    private static Tone ToneOf(DiffKind kind) => kind switch { DiffKind.Changed => Tone.Changed, DiffKind.Added => Tone.Added, _ => Tone.Removed };

    public static string Moved(long? before, long? after) => before == after ? Known(before) : $"{Known(before)} → {Known(after)}";

    private static string Known(long? number) => number is { } known ? Amounts.Of(known) : "?";

    private static string Mean(Measured measured) => measured.Mean.ToString("#,##0.##", CultureInfo.InvariantCulture);

    private static string Median(Measured measured) => measured.Median?.ToString("#,##0.##", CultureInfo.InvariantCulture) ?? "?";
}
