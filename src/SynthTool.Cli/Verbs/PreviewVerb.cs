using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class PreviewVerb
{
    private const int StandardSeeds = 5;

    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "preview",
        $"Build the first seeds, {StandardSeeds} unless told otherwise, for real and show their rows. Answers are kept for the build; shards and lock stay untouched.",
        [
            "dotnet synth preview --seeds 3",
            "dotnet synth preview --row q-01/brief/0 --until reply",
            "dotnet synth preview --seeds 50 --dropped              # what was dropped, with its values",
            "dotnet synth preview support-qa --teacher allow --max-calls 20",
        ],
        [Datasets, CliOptions.Seeds, CliOptions.Row, CliOptions.Until, CliOptions.Dropped, .. CliOptions.Spend, CliOptions.RetryQuarantined, CliOptions.Rehearse, CliOptions.NoWait, CliOptions.Jobs])
    {
        RunAsync = RunAsync,
    };

    private static Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var row = session.Parsed.GetValue(CliOptions.Row);
        var choice = new PreviewChoice(session.Parsed.GetValue(CliOptions.Seeds) ?? (row is null ? StandardSeeds : null), row, session.Parsed.GetValue(CliOptions.Until));
        return EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) =>
            {
                var report = new ConsoleReport(session.Talk, workspace.Clock);
                try
                {
                    var outcome = await session.Engine.Preview(workspace, definition, choice, session.BuildOptions, report, session.Consent, ct);
                    return new Told(outcome.ExitCode, outcome.Diagnostics)
                    {
                        ShowFound = () => report.Finish(outcome.Diagnostics),
                        Answer = PreviewReport.Lines(outcome, session.Parsed.GetValue(CliOptions.Dropped)),
                        Talk = PreviewReport.Summary(outcome, choice, session.Verbose),
                        Json = json => PreviewJson.Write(json, outcome),
                    };
                }
                finally
                {
                    session.Talk.EndProgress();
                }
            },
            ct);
    }
}
