using System.CommandLine;
using SynthTool.Build;
using SynthTool.Diagnostics;
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

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var source = session.Parsed.GetValue(Source)!;
        var absolute = source == StandardInput ? null : Path.GetFullPath(source, session.Surroundings.Folder);
        return absolute is not null && FileStamp.Of(absolute) is not { IsFolder: false }
            ? session.Usage(new Diagnostic(FilesDiagnostics.Missing, null, $"{Quoted.Text(source)} is no file", "dotnet synth render --requests prints what can be answered"))
            : await StoreScope.RunAsync(session, (workspace, _) => ImportAsync(session, workspace, absolute, ct), ct);
    }

    private static async Task<Told> ImportAsync(Session session, Workspace workspace, string? absolute, CancellationToken ct)
    {
        await using var lines = absolute is null ? session.Surroundings.OpenInput() : Disk.OpenStream(absolute);
        var name = absolute is null ? "standard input" : workspace.Root.Relative(absolute);

        // Reading what is piped in blocks and cannot be cancelled: the wait for it can.
        var outcome = absolute is null
            ? await Task.Run(() => session.Engine.Store.Import(workspace, name, lines, ct), CancellationToken.None).WaitAsync(ct)
            : await session.Engine.Store.Import(workspace, name, lines, ct);
        return new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
        {
            Talk = [StoreLines.Imported(StoreScope.Label, outcome)],
            Json = json => StoreJson.Change(json, null, outcome),
        };
    }
}
