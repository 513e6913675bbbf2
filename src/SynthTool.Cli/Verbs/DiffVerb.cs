using System.Collections.Immutable;
using System.CommandLine;
using SynthTool.Build;
using SynthTool.Differences;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class DiffVerb
{
    private static readonly Argument<string[]> What = new("ref|dataset|path")
    {
        Description = "main: that commit and the work tree; main..feature: two commits; main...feature: since they went apart. Then datasets. Default: HEAD and the work tree.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Verb Create() => new(
        "diff",
        "Say how rows, counts and costs differ between two commits, or a commit and the work tree, and which file did it. Changes none of your files.",
        [
            "dotnet synth diff                                   # what HEAD's build has become",
            "dotnet synth diff main..feature support-qa",
            "dotnet synth diff main --md                         # a comment for a pull request",
        ],
        [What, CliOptions.OldRef, CliOptions.NewRef, CliOptions.Markdown, CliOptions.Rows, CliOptions.FailWhenDifferent, CliOptions.Jobs])
    {
        RunAsync = RunAsync,
    };

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var root = RepositoryRoot.Find(session.Surroundings.Folder);
        try
        {
            using var revisions = session.Revisions(root);
            var parsed = session.Parsed;
            var isShallow = FileStamp.Of(Path.Join(root.AbsolutePath, ".git", "shallow")) is not null;
            var request = DiffRequest.Of(
                parsed.GetValue(What) ?? [], parsed.GetValue(CliOptions.OldRef), parsed.GetValue(CliOptions.NewRef), revisions, word => session.Targets([word]).Found.IsEmpty, isShallow, ct);
            var search = new DiffTargets(session, root, request.Range, revisions, ct);
            var (targets, mistakes) = request.Found.IsEmpty ? search.Find(request.Datasets) : ([], request.Found);
            return mistakes.IsEmpty ? await RunAsync(session, request.Range, targets, search.Moved(targets), revisions, ct) : session.Usage(mistakes);
        }
        catch (RevisionFailure failure)
        {
            session.Found([failure.Found]);
            return ExitCode.Failed;
        }
    }

    private static Task<ExitCode> RunAsync(Session session, DiffRange range, ImmutableArray<Target> all, ImmutableSortedDictionary<string, string> moved, IRevisions revisions, CancellationToken ct)
    {
        var parsed = session.Parsed;
        var targets = all.RemoveAll(t => moved.ContainsValue(t.Definition));
        var options = new DiffOptions(parsed.GetValue(CliOptions.Rows) ?? DiffRequest.StandardRows, session.Jobs);
        var size = DiffMarkdown.MaxLength / Math.Max(1, targets.Length);
        return EachDataset.RunAsync(
            session,
            targets,
            async (workspace, definition) =>
            {
                var outcome = await session.Engine.Diff(workspace, definition, range, options with { OldDefinition = moved.GetValueOrDefault(definition) }, revisions, ct);
                return new Told(CodeFor(outcome, parsed.GetValue(CliOptions.FailWhenDifferent)), outcome.Diagnostics)
                {
                    Answer = parsed.GetValue(CliOptions.Markdown) ? DiffMarkdown.Lines(outcome, size) : [],
                    Painted = parsed.GetValue(CliOptions.Markdown) ? [] : DiffReport.Lines(outcome, session.Verbose),
                    Json = json => DiffJson.Write(json, outcome),
                };
            },
            ct);
    }

    private static ExitCode CodeFor(DiffOutcome outcome, bool failWhenDifferent) => Told.CodeFor(outcome.Diagnostics) switch
    {
        ExitCode.Done when failWhenDifferent && outcome.IsDifferent => ExitCode.OutOfDate,
        var code => code,
    };
}
