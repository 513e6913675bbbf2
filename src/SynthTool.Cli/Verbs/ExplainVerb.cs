using System.CommandLine;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class ExplainVerb
{
    private const string RowPrefix = "row:";

    private static readonly Argument<string> What = new("row:<id>|path") { Description = "A row's id behind row:, or any file of a dataset: definition, teachers, template, schema, seeds, committed answers, lock, shard, manifest or card." };
    private static readonly Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "explain",
        "Tell where a row or a file comes from: seed, templates, requests, responses, what dropped it; for a stale thing its reason. Changes none of your files.",
        [
            "dotnet synth explain row:c-17",
            "dotnet synth explain row:c-17 support-qa --json",
            "dotnet synth explain prompts/draft.sbn              # what an edited template makes stale",
        ],
        [What, Datasets])
    {
        RunAsync = RunAsync,
    };

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var what = session.Parsed.GetValue(What)!;
        var (targets, mistakes) = session.Targets(session.Parsed.GetValue(Datasets));
        if (!mistakes.IsEmpty)
        {
            return session.Usage(mistakes);
        }

        var folder = session.Surroundings.Folder;
        return targets.Any(t => TargetIn(t.Root, folder, what) is not null)
            ? await EachDataset.WhoKnowsAsync(session, [.. targets.Where(t => TargetIn(t.Root, folder, what) is not null)], ExplainAsync, ct)
            : session.Usage(new Diagnostic(CliDiagnostics.NotUnderstood, null, $"{Quoted.Text(what)} lies outside the repository", "give a path in it, or row:<id>"));

        async Task<Told> ExplainAsync(Workspace workspace, string definition)
        {
            var outcome = await session.Engine.Explain(workspace, definition, TargetIn(workspace.Root, folder, what)!, ct);
            return new Told(Told.CodeFor(outcome.Diagnostics), outcome.Diagnostics)
            {
                Knows = outcome.Row is not null || outcome.File is not null,
                Answer = ExplainReport.Lines(outcome, session.Verbose),
                Json = json => ExplainJson.Write(json, outcome),
            };
        }
    }

    /// <summary>What is asked for, as the library wants it; null for a path that lies elsewhere.</summary>
    private static string? TargetIn(RepositoryRoot root, string folder, string what)
    {
        if (what.StartsWith(RowPrefix, StringComparison.Ordinal))
        {
            return what;
        }

        var path = what.Contains('\0', StringComparison.Ordinal) ? ".." : root.Relative(Path.GetFullPath(what, folder));
        return path == ".." || path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) ? null : path;
    }
}
