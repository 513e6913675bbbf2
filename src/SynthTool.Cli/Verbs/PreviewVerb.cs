using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Report;

namespace SynthTool.Cli.Verbs;

internal static class PreviewVerb
{
    private const int StandardSeeds = 5;

    private static readonly System.CommandLine.Argument<string[]> Datasets = Verb.Datasets();

    public static Verb Create() => new(
        "preview",
        $"Build the first seeds, {StandardSeeds} unless told otherwise, for real and show their rows. Answers are kept for the build; shards and lock stay untouched.",
        [
            "dotnet synth preview --seeds 3",
            "dotnet synth preview --row q-01/brief/0 --until reply",
            "dotnet synth preview --seeds 50 --dropped              # what was dropped, with its values",
            "dotnet synth preview support-qa --teacher allow --max-calls 20",
            "dotnet synth preview --prompt prompts/other.sbn        # answers to the prompt in use and to another one",
            "dotnet synth preview --candidate                       # what a failed gate holds back",
        ],
        [
            Datasets, CliOptions.Seeds, CliOptions.Row, CliOptions.Until, CliOptions.Dropped, CliOptions.Prompt, CliOptions.Step, CliOptions.Candidate,
            .. CliOptions.Spend, CliOptions.RetryQuarantined, CliOptions.Rehearse, CliOptions.NoWait, CliOptions.Jobs,
        ])
    {
        RunAsync = RunAsync,
    };

    private static Task<ExitCode> RunAsync(Session session, CancellationToken ct)
    {
        if (Refusal(session) is { } refusal)
        {
            return Task.FromResult(session.Usage(refusal));
        }

        return EachDataset.RunAsync(
            session,
            session.Parsed.GetValue(Datasets),
            async (workspace, definition) =>
            {
                if (PromptIn(session, workspace.Root) is { Length: 0 })
                {
                    return new Told(ExitCode.Failed, [Outside(session)]);
                }

                var choice = ChoiceOf(session, workspace.Root);
                var report = new ConsoleReport(session.Talk, workspace.Clock);
                try
                {
                    var outcome = await session.Engine.Preview(workspace, definition, choice, session.BuildOptions, report, session.Consent, ct);
                    return new Told(outcome.ExitCode, outcome.Diagnostics)
                    {
                        ShowFound = () => report.Finish(outcome.Diagnostics),
                        Answer = PreviewReport.Lines(outcome, session.Parsed.GetValue(CliOptions.Dropped), session.Surroundings.Width),
                        Talk = PreviewReport.Summary(outcome, choice, session.Verbose),
                        Json = json => PreviewJson.Write(json, outcome),
                    };
                }
                finally
                {
                    session.Talk.EndProgress();
                }
            },
            ct);
    }

    private static PreviewChoice ChoiceOf(Session session, RepositoryRoot root)
    {
        var row = session.Parsed.GetValue(CliOptions.Row);
        return new PreviewChoice(session.Parsed.GetValue(CliOptions.Seeds) ?? (row is null ? StandardSeeds : null), row, session.Parsed.GetValue(CliOptions.Until))
        {
            Prompt = PromptIn(session, root) is { } path ? new OtherPrompt(session.Parsed.GetValue(CliOptions.Step), path) : null,
            Candidate = session.Parsed.GetValue(CliOptions.Candidate),
        };
    }

    private static Diagnostic? Refusal(Session session)
    {
        var parsed = session.Parsed;
        var (prompt, candidate) = (parsed.GetValue(CliOptions.Prompt) is not null, parsed.GetValue(CliOptions.Candidate));
        var cut = parsed.GetValue(CliOptions.Until) is not null;
        return (prompt, candidate) switch
        {
            (true, true) => UsageMistakes.Mistake("--prompt and --candidate are two looks", "give one of them"),
            (true, _) when cut || parsed.GetValue(CliOptions.Dropped) => UsageMistakes.Mistake("--prompt shows the answers of one step, without --until and --dropped", "choose the step with --step"),
            (_, true) when cut || parsed.GetValue(CliOptions.Row) is not null || parsed.GetValue(CliOptions.Rehearse) => UsageMistakes.Mistake("--candidate shows what a build would write, without --until, --row and --rehearse", "--seeds says how many seeds' rows to show"),
            (false, _) when parsed.GetValue(CliOptions.Step) is not null => UsageMistakes.Mistake("--step says in which step to try --prompt", "give both, or --until to stop after a step"),
            _ => null,
        };
    }

    /// <summary>The other template's repository path; empty when it lies elsewhere, null when none was given.</summary>
    private static string? PromptIn(Session session, RepositoryRoot root)
    {
        if (session.Parsed.GetValue(CliOptions.Prompt) is not { } written)
        {
            return null;
        }

        var path = written.Contains('\0', StringComparison.Ordinal) ? ".." : root.Relative(Path.GetFullPath(written, session.Surroundings.Folder));
        return path is ".." or "" || path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) || !root.StaysInside(path) ? "" : path;
    }

    private static Diagnostic Outside(Session session) => new(
        FilesDiagnostics.PathRefused, null, $"{Quoted.Text(session.Parsed.GetValue(CliOptions.Prompt)!)} lies outside the dataset's repository", "a prompt is read from files of the repository only");
}
