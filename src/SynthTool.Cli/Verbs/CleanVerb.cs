using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class CleanVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "clean",
        "Remove what a build wrote and can write again for nothing. Answers are never removed.",
        [
            "dotnet synth clean",
            "dotnet synth clean support-qa --cache               # its cached blocks too",
        ],
        [Datasets, CliOptions.Cache])
    {
        RunAsync = (session, ct) => EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            (workspace, definition) =>
            {
                var outcome = session.Engine.Clean(workspace, definition, session.Parsed.GetValue(CliOptions.Cache));
                return Task.FromResult(new Told(ExitCode.Done, [])
                {
                    Talk = CleanReport.Lines(outcome, session.Verbose),
                    Json = json => CheckJson.Write(json, outcome),
                });
            },
            ct),
    };
}
