using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class StoreExportVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "export",
        "Print the answers that a dataset uses as JSON Lines, in key order.",
        [
            "dotnet synth store export support-qa > answers.jsonl",
            "dotnet synth store export support-qa --all > everything.jsonl",
        ],
        [Datasets, CliOptions.All])
    {
        RunAsync = (session, ct) => EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) =>
            {
                var label = Session.LabelOf(workspace, definition);

                // With --json the one object takes stdout, so the lines stay away and only the count is told.
                Action<string> sink = session.Json ? _ => { } : session.Data;
                var outcome = await session.Engine.Store.Export(workspace, definition, session.Parsed.GetValue(CliOptions.All), sink, ct);
                return new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
                {
                    Talk = [StoreLines.Exported(label, outcome)],
                    Json = json => StoreJson.Change(json, label, outcome),
                };
            },
            ct),
    };
}
