using System.CommandLine;
using SynthTool.Build;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class StoreImportVerb
{
    private const string StandardInput = "-";

    private static readonly Argument<string> Source = new("file|-") { Description = "JSON Lines of {\"key\", \"text\"}; - reads what is piped in. What else a line holds is passed over." };

    public static Verb Create() => new(
        "import",
        "Take in answers that were written by hand or elsewhere.",
        [
            "dotnet synth store import requests.jsonl            # lines of render --requests with \"text\" added",
            "dotnet synth store import - < answers.jsonl",
        ],
        [Source])
    {
        RunAsync = RunAsync,
    };

    private static Task<ExitCode> RunAsync(Session session, CancellationToken ct) => StoreScope.RunAsync(
        session,
        async (workspace, _) =>
        {
            var source = session.Parsed.GetValue(Source)!;
            await using var lines = Open(session, source);
            var outcome = await session.Engine.Store.Import(workspace, NameOf(session, workspace, source), lines, ct);
            return new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
            {
                Talk = [StoreLines.Imported(StoreScope.Label, outcome)],
                Json = json => StoreJson.Change(json, null, outcome),
            };
        },
        ct);

    private static Stream Open(Session session, string source) => source == StandardInput
        ? session.Surroundings.OpenInput()
        : Disk.OpenStream(Path.GetFullPath(source, session.Surroundings.Folder));

    private static string NameOf(Session session, Workspace workspace, string source) => source == StandardInput
        ? "standard input"
        : workspace.Root.Relative(Path.GetFullPath(source, session.Surroundings.Folder));
}
