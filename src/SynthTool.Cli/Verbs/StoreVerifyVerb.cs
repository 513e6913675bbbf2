using SynthTool.Build;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class StoreVerifyVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "verify",
        "Read every stored answer and report what is damaged.",
        [
            "dotnet synth store verify",
            "dotnet synth store verify support-qa                # ends with 5 when something is damaged",
        ],
        [Datasets])
    {
        RunAsync = (session, ct) => EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) =>
            {
                var label = Session.LabelOf(workspace, definition);
                var outcome = await session.Engine.Store.Verify(workspace, definition, ct);
                return new Told(outcome.Damaged > 0 ? ExitCode.Integrity : Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
                {
                    Talk = [StoreLines.Verified(label, outcome)],
                    Json = json => StoreJson.Change(json, label, outcome),
                };
            },
            ct),
    };
}
