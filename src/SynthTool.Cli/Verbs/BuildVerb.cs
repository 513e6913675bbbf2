using System.Collections.Concurrent;
using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class BuildVerb
{
    /// <summary>Each build uses all processors where it computes; more of them at once only help while one waits for a server.</summary>
    private const int AtOnce = 4;

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
        var failed = new ConcurrentDictionary<string, BuildOutcome>(StringComparer.Ordinal);
        return EachDataset.InOrderAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, ordered) =>
            {
                if (options.Rehearse && ordered.NeededBy is not null)
                {
                    return null; // its rows are rehearsed by whoever reads them; nothing of it is written
                }

                var report = new ConsoleReport(session.Talk, workspace.Clock);
                try
                {
                    var outcome = await BuildAsync(workspace, ordered, report);
                    return ordered.NeededBy is not null && outcome.Status is BuildStatus.UpToDate ? null : ToldOf(outcome, ordered, report);
                }
                finally
                {
                    session.Talk.EndProgress();
                }
            },
            ct,
            atOnce: AtOnce);

        async Task<BuildOutcome> BuildAsync(Workspace workspace, OrderedTarget ordered, ConsoleReport report)
        {
            var definition = ordered.Target.Definition;
            var broken = options.Rehearse ? null : ordered.Needs.Select(n => failed.GetValueOrDefault(workspace.Root.Absolute(n))).FirstOrDefault(f => f is not null);
            var outcome = broken is null
                ? await session.Engine.Build(workspace, definition, options, report, session.Consent, ct)
                : DatasetBuild.NotBuilt(workspace, definition, broken);
            if (outcome.ExitCode is not ExitCode.Done)
            {
                failed[workspace.Root.Absolute(definition)] = broken ?? outcome;
            }

            return outcome;
        }

        Told ToldOf(BuildOutcome outcome, OrderedTarget ordered, ConsoleReport report) => new(outcome.ExitCode, outcome.Diagnostics)
        {
            ShowFound = () => report.Finish(outcome.Diagnostics),
            Talk = [.. BuildSummary.Lines(outcome, options, session.Verbose), .. ordered.NeededBy is { } by ? (string[])[BuildSummary.NeededBy(outcome, by)] : []],
            Json = json => BuildJson.Write(json, outcome),
        };
    }
}
