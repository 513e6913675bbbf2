using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class WatchVerb
{
    private const int ShownPaths = 3;
    private static readonly string[] Foreign = [".git", ".synth", "artifacts", "bin", "node_modules", "obj"];
    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "watch",
        "Check and build on every save, without any call, until Ctrl+C: what needs an answer is counted, not bought. With --json one object a line for every round.",
        [
            "dotnet synth watch",
            "dotnet synth watch support-qa",
        ],
        [Datasets, CliOptions.Jobs])
    {
        RunAsync = RunAsync,
    };

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        var (targets, mistakes) = session.Targets(session.Parsed.GetValue(Datasets));
        if (!mistakes.IsEmpty)
        {
            return session.Usage(mistakes);
        }

        var changes = session.Engine.Changes([.. targets.Select(t => t.Root.AbsolutePath).Distinct(StringComparer.Ordinal)], Matters, session.Surroundings.Clock, ct);
        try
        {
            var round = new Round(session, ct);
            await round.RunAsync(null);
            await foreach (var changed in changes.WithCancellation(ct))
            {
                await round.RunAsync(changed);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }

        return ExitCode.Done; // being stopped is how it ends
    }

    /// <summary>Whether a change can concern a dataset: not what builds write.</summary>
    private static bool Matters(string path)
    {
        var parts = path.Split('/');
        return parts[0] != "out" && !path.EndsWith(".synth.lock", StringComparison.Ordinal) && !parts.Intersect(Foreign, StringComparer.Ordinal).Any();
    }

    /// <summary>A build of every dataset without a call, and the first prompts when templates changed.</summary>
    private sealed class Round(Session session, CancellationToken ct)
    {
        private readonly HashSet<string> fine = new(StringComparer.Ordinal);

        /// <param name="changed">The paths; empty when they are not known; null for the first round.</param>
        public async Task RunAsync(ImmutableSortedSet<string>? changed)
        {
            if (changed is not null)
            {
                session.Talk.Line($"-- {Named(changed)}");
            }

            var nothingTold = true;
            var code = await EachDataset.InOrderAsync(
                session,
                session.Parsed.GetValue(Datasets),
                async (workspace, ordered) =>
                {
                    var told = await OneAsync(workspace, ordered.Target.Definition, changed);
                    nothingTold &= !told.Talk.Any();
                    return told;
                },
                ct);
            if (nothingTold && code is ExitCode.Done)
            {
                session.Talk.Line("everything is up to date");
            }
        }

        private static string Named(ImmutableSortedSet<string> changed) => changed.Count switch
        {
            0 => "something changed",
            <= ShownPaths => $"{string.Join(", ", changed.Select(Quoted.Path))} changed",
            _ => $"{string.Join(", ", changed.Take(ShownPaths).Select(Quoted.Path))} and {Amounts.Of(changed.Count - ShownPaths)} more changed",
        };

        private async Task<Told> OneAsync(Workspace workspace, string definition, ImmutableSortedSet<string>? changed)
        {
            var options = session.BuildOptions with { Spending = Spending.Never };
            var outcome = await session.Engine.Build(workspace, definition, options, NoListener.Instance, (_, _) => new(false), ct);
            var prompts = changed?.Any(path => path.EndsWith(".sbn", StringComparison.Ordinal) || path == definition) == true && !outcome.Diagnostics.Any(IsOfFiles)
                ? await PromptsAsync(workspace, definition)
                : [];
            var key = workspace.Root.Absolute(definition);
            var wasFine = fine.Contains(key);
            _ = outcome.ExitCode is ExitCode.Done ? fine.Add(key) : fine.Remove(key);
            var quiet = wasFine && changed is not null && outcome.Status is BuildStatus.UpToDate && prompts.IsEmpty;
            return new Told(outcome.ExitCode, quiet ? [] : session.Json ? outcome.Diagnostics : [.. outcome.Diagnostics.Where(d => d.Kind != BuildDiagnostics.ResponseMissing)])
            {
                Answer = prompts,
                Talk = quiet ? [] : BuildSummary.Lines(outcome, options, session.Verbose),
                Json = json => BuildJson.Write(json, outcome),
            };
        }

        // What is missing is no fault of the files: the prompts show just then.
        private static bool IsOfFiles(Diagnostics.Diagnostic found) => found.IsError && found.Kind != BuildDiagnostics.ResponseMissing;

        private async Task<ImmutableArray<string>> PromptsAsync(Workspace workspace, string definition)
        {
            var first = new Dictionary<string, RenderedRequest>(StringComparer.Ordinal);
            await session.Engine.Render(workspace, definition, new RenderOptions { Seeds = 1, Jobs = session.Jobs }, request => first.TryAdd(request.Step, request), ct);
            return [.. first.Values.SelectMany(RenderReport.Lines)];
        }
    }
}
