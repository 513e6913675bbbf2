using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class StoreStatVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "stat",
        "Count what the layers of a dataset's store hold.",
        [
            "dotnet synth store stat",
            "dotnet synth store stat support-qa --json",
        ],
        [Datasets])
    {
        RunAsync = (session, ct) => EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) =>
            {
                var label = Session.LabelOf(workspace, definition);
                var outcome = await session.Engine.Store.Stat(workspace, definition, ct);
                return new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
                {
                    Answer = StoreLines.Stat(label, outcome),
                    Json = json => StoreJson.Stat(json, label, outcome),
                };
            },
            ct),
    };
}
