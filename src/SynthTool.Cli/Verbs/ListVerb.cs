using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class ListVerb
{
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "list",
        "List the datasets, each after those whose rows it takes: name, version, rows, outputs, needs. Reads definitions and locks alone.",
        [
            "dotnet synth list",
            "dotnet synth list support-qa --json                 # it, and all that it needs",
        ],
        [Datasets])
    {
        RunAsync = (session, ct) => EachDataset.InOrderAsync(
            session,
            session.Parsed.GetValue(Datasets),
            (workspace, ordered) =>
            {
                var listed = session.Engine.List(workspace, ordered.Target.Definition);
                return Task.FromResult<Told?>(new Told(Told.CodeFor(listed.Diagnostics), listed.Diagnostics)
                {
                    Answer = ListReport.Lines(listed),
                    Json = json => ListReport.Write(json, listed),
                });
            },
            ct),
    };
}
