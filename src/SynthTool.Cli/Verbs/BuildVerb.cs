using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class BuildVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "build",
        "Turn seeds into shards: asks only what was never asked, writes only shards whose rows changed.",
        [
            "dotnet synth build                                  # every dataset below this folder",
            "dotnet synth build support-qa --teacher allow --max-calls 500",
            "dotnet synth build --frozen                         # what CI runs: no call, nothing may differ from the lock",
            "dotnet synth build --rehearse                       # try the whole way with made-up answers, for nothing",
        ],
        [
            Datasets, .. CliOptions.Spend, CliOptions.Locked, CliOptions.Frozen, CliOptions.Force, CliOptions.KeepGoing, CliOptions.RetryQuarantined,
            CliOptions.Rehearse, CliOptions.NoWait, CliOptions.Jobs,
        ])
    {
        RunAsync = RunAsync,
    };

    private static Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var options = session.BuildOptions;
        return EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) =>
            {
                var report = new ConsoleReport(session.Talk, workspace.Clock);
                try
                {
                    var outcome = await session.Engine.Build(workspace, definition, options, report, session.Consent, ct);
                    report.Finish(outcome.Diagnostics);
                    return new Told(outcome.ExitCode, outcome.Diagnostics)
                    {
                        FoundIsShown = true,
                        Talk = BuildSummary.Lines(outcome, options, session.Verbose),
                        Json = json => BuildJson.Write(json, outcome),
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
