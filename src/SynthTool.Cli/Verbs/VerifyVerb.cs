using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class VerifyVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "verify",
        "Read every shard, every stored answer in use and the lock, and compare them byte for byte.",
        [
            "dotnet synth verify",
            "dotnet synth verify support-qa                      # ends with exit code 5 when something is damaged",
        ],
        [Datasets, CliOptions.Jobs])
    {
        RunAsync = (session, ct) => EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) =>
            {
                var outcome = await session.Engine.Verify(workspace, definition, session.Jobs, ct);
                return new Told(Told.CodeFor(outcome.Diagnostics) is ExitCode.Done ? ExitCode.Done : ExitCode.Integrity, outcome.Diagnostics)
                {
                    Talk = [VerifyReport.Line(outcome)],
                    Json = json => CheckJson.Write(json, outcome),
                };
            },
            ct),
    };
}
