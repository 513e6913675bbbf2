using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class ValidateVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "validate",
        "Check definition, schemas, templates and every seed. Changes none of your files and asks nobody.",
        [
            "dotnet synth validate",
            "dotnet synth validate support-qa --json",
            "dotnet synth validate --sarif > synth.sarif          # for code scanning",
            "dotnet synth validate --log-format github             # beside the lines of a pull request",
        ],
        [Datasets, CliOptions.Jobs, CliOptions.Sarif])
    {
        RunAsync = (session, ct) => EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) =>
            {
                var outcome = await session.Engine.Validate(workspace, definition, session.Jobs, ct);
                return new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
                {
                    Talk = [ValidateReport.Line(outcome)],
                    Json = json => CheckJson.Write(json, outcome),
                };
            },
            ct),
    };
}
