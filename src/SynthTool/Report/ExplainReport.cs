using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Report;

/// <summary>Where a row or a file of a dataset comes from, for people.</summary>
internal static class ExplainReport
{
    public static IEnumerable<string> Lines(ExplainOutcome outcome, bool verbose) => outcome switch
    {
        { Row: { } row } => OfRow(row),
        { File: { } file } => OfFile(file, verbose),
        _ => [],
    };

    private static IEnumerable<string> OfRow(ExplainedRow row)
    {
        yield return $"row {Quoted.Text(row.Id)}";
        yield return $"  seed {Quoted.Text(row.SeedKey)}{(row.Records.IsEmpty && row.Seed is { } place ? $" at {At(place)}" : "")}";
        foreach (var record in row.Records)
        {
            yield return $"    {record.Source} at {At(record.Place)}";
        }

        if (row.Upstream is { } upstream)
        {
            yield return $"  which is row {Quoted.Text(upstream.Row)} of {Quoted.Text(upstream.Dataset)}: dotnet synth explain {ToolCommand.Argument($"row:{upstream.Row}")} {ToolCommand.Argument(upstream.Definition)}";
        }

        yield return Fate(row);
        foreach (var line in row.Calls.SelectMany(OfCall))
        {
            yield return line;
        }

        foreach (var shard in row.Shards)
        {
            yield return $"  shard {shard}";
        }

        foreach (var line in row.Columns.SelectMany(c => PreviewReport.Value(c.Name, c.Value)))
        {
            yield return line;
        }
    }

    private static string Fate(ExplainedRow row) => row switch
    {
        { Kept: true } => $"  kept{(row.Split is { } split ? $" in split {split}" : "")}",
        { Dropped: { } drop } => $"  dropped by step {drop.Step}: {drop.Reason}{(drop.Because is { } because ? $" ({because})" : "")}",
        { OwnAnswersAreStored: true } => "  its own answers are stored; the dataset waits for answers of other rows",
        _ => "  waits for an answer",
    };

    private static IEnumerable<string> OfCall(ExplainedCall call)
    {
        yield return $"  step {call.Step}: teacher {call.Teacher} ({call.Model}), sample {Amounts.Of(call.Sample)}{Verdict(call)}";
        yield return $"    templates {string.Join(", ", call.Templates)}";
        if (!call.Variables.IsEmpty)
        {
            yield return $"    reads {string.Join(", ", call.Variables.Select(v => v.Present ? v.Path : $"{v.Path} (null)"))}";
        }

        for (var i = 0; i < call.Requests.Length; i++)
        {
            yield return $"    {(i == 0 ? "request" : "repair")} {call.Requests[i]}";
            yield return i < call.Responses.Length ? $"    response {call.Responses[i]}" : "    no response yet";
        }
    }

    private static string Verdict(ExplainedCall call)
    {
        var failure = call.Failure is { } f ? $", quarantined: {f}" : "";
        var finish = call.Finish is { } end ? $", {end}" : "";
        var tokens = call is { InputTokens: { } input, OutputTokens: { } output } ? $", {Amounts.Of(input)} + {Amounts.Of(output)} tokens" : "";
        return finish + tokens + failure;
    }

    private static IEnumerable<string> OfFile(ExplainedFile file, bool verbose)
    {
        var rows = file.Rows is { } count ? $", {Amounts.Of(count, "row")}" : "";
        yield return $"{file.Role} {file.Path}{rows}: {(file.Stale.IsEmpty ? "up to date" : "out of date")}";
        if (file.About.Length > 0)
        {
            yield return $"  {file.About}";
        }

        foreach (var line in StaleLines.Of(file.Stale, verbose))
        {
            yield return line;
        }

        foreach (var partition in file.Partitions)
        {
            yield return $"  partition {Quoted.Text(partition)}";
        }
    }

    private static string At(SourcePlace place) => place.Line > 0 ? FormattableString.Invariant($"{place.Path}:{place.Line}") : place.Path;
}
