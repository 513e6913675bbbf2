using SynthTool.Build;
using SynthTool.Differences;

namespace SynthTool.Report;

/// <summary>How two states of a dataset differ, as a comment for a pull request. All that comes from rows or definitions stands in code.</summary>
internal static class DiffMarkdown
{
    /// <summary>Of a whole comment; GitHub takes 65,536.</summary>
    public const int MaxLength = 60_000;

    private const string TooLong = "_The rest is too long for a comment: `dotnet synth diff` shows it._";

    /// <param name="size">The most characters, line ends included.</param>
    public static IEnumerable<string> Lines(DiffOutcome outcome, int size)
    {
        var left = size - TooLong.Length - 2;
        foreach (var part in Parts(outcome))
        {
            left -= part.Sum(l => l.Length + 1);
            if (left < 0)
            {
                yield return "";
                yield return TooLong;
                yield break;
            }

            foreach (var line in part)
            {
                yield return line;
            }
        }
    }

    /// <summary>What is shown as a whole or not at all, so that no block is left open.</summary>
    private static IEnumerable<IReadOnlyList<string>> Parts(DiffOutcome outcome)
    {
        yield return [$"### {MarkdownText.Code(DatasetLabel.Of(outcome.Dataset, outcome.Definition))}: {Headline(outcome)}", ""];
        yield return [$"{End(outcome.From)} → {End(outcome.To)}", ""];
        if (!outcome.Causes.IsEmpty)
        {
            yield return [.. outcome.Causes.Take(20).Select(c => $"- because {Cause(c)}"), ""];
        }

        foreach (var found in outcome.Diagnostics)
        {
            yield return [$"> **{(found.IsError ? "error" : "warning")}** {found.Kind.Code}: {MarkdownText.Code(found.Message)}", ""];
        }

        var facts = DiffReport.Facts(outcome).ToList();
        if (facts.Count > 0)
        {
            yield return ["| | |", "|---|---|"];
            foreach (var (label, text) in facts)
            {
                yield return [$"| {label} | {MarkdownText.Cell(text)} |"];
            }

            yield return [""];
        }

        foreach (var output in outcome.Outputs)
        {
            foreach (var part in new[] { DiffKind.Changed, DiffKind.Added, DiffKind.Removed }.SelectMany(kind => Rows(output, kind, outcome.Outputs.Length > 1)))
            {
                yield return part;
            }
        }
    }

    // Names of outputs stand in the sums of several.
    private static string Headline(DiffOutcome outcome) => outcome.Outputs.Length > 1 ? MarkdownText.Code(DiffReport.Headline(outcome)) : DiffReport.Headline(outcome);

    private static string End(DiffEnd end) => end.Commit is { } commit ? $"{MarkdownText.Code(end.Name)} {MarkdownText.Code(new Revision("", commit).Short)}" : end.Name;

    private static string Cause(StaleReason reason)
    {
        var what = string.Join(": ", new[] { reason.Where, reason.Detail }.OfType<string>());
        return what.Length > 0 ? $"{MarkdownText.Code(DiffWords.Shortened(what, 500))} ({reason.Code})" : reason.Code;
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(DiffOutput output, DiffKind kind, bool several)
    {
        var rows = output.Rows.Where(r => r.Kind == kind).ToList();
        foreach (var row in rows)
        {
            List<string> lines = [.. row.Values.SelectMany(v => Value(row, v))];
            yield return
            [
                $"**{DiffReport.Word(kind)}** {MarkdownText.Code(DiffWords.Shortened(row.Id, 200))} ({(several ? $"{MarkdownText.Code(output.Name)}, " : "")}{MarkdownText.Code(DiffReport.Split(row))})",
                "",
                .. MarkdownText.Block("diff", lines),
                "",
            ];
        }

        if (DiffReport.More(output, kind) is { Length: > 0 } more)
        {
            yield return [$"_{more}_", ""];
        }
    }

    // A block of the language diff shows lines that begin with - and + in colours.
    private static IEnumerable<string> Value(DiffRow row, DiffValue value) => (value.Before, value.After) switch
    {
        _ when !value.Words.IsEmpty => [$"  {value.Path} | {new PaintedLine([.. DiffWords.Of(value.Words)]).Shown(colour: false)}"],
        ({ } was, { } now) => [$"- {value.Path} = {DiffWords.Of(was)}", $"+ {value.Path} = {DiffWords.Of(now)}"],
        ({ } was, null) => Parts(row, '-', value.Path, was),
        (null, { } now) => Parts(row, '+', value.Path, now),
        _ => [],
    };

    private static IEnumerable<string> Parts(DiffRow row, char sign, string path, System.Text.Json.JsonElement value) =>
        DiffReport.IsId(row, value) ? [] : DiffWords.Parts(path, value).Select(p => $"{sign} {p.Path} | {DiffWords.Of(p.Value)}");
}
