using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Seeds;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>The forms that answers which datasets wait for must have, so that a wrong one is refused before it is kept.</summary>
internal static class ExpectedForms
{
    /// <summary>By key, of all datasets of the repository that can be read; what is wrong with the others is told when they are built.</summary>
    public static async Task<IReadOnlyDictionary<ContentHash, TeacherRequest>> OfAsync(Workspace workspace, CancellationToken ct)
    {
        var expected = new Dictionary<ContentHash, TeacherRequest>();
        foreach (var definition in Datasets.Below(workspace, "").Where(d => QuickCheck.TryUpToDate(workspace.Root, d, workspace.ToolVersion) is null))
        {
            foreach (var missing in await MissingAsync(workspace, definition, ct))
            {
                expected.TryAdd(missing.Key, missing);
            }
        }

        return expected;
    }

    /// <summary>Why an answer does not fit; follows "the line".</summary>
    public static string? Refusal(TeacherRequest request, Answer answer) =>
        answer.Failure is null && request.Response is { } form && StructuredAnswer.Read(answer.Text, form) is { Value: null, Problems: var problems }
            ? $"does not fit the form that step {request.Step} asks for: {Quote.Bare(problems[0], 200)}"
            : null;

    private static async Task<IReadOnlyList<TeacherRequest>> MissingAsync(Workspace workspace, string definition, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, new BuildOptions { Offline = true }, NoListener.Instance);
        try
        {
            return await session.TrustingAsync(() => MissingAsync(session, ct));
        }
        catch (Exception error) when (error is BuildStop or FileFailure or SeedsChanged)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<TeacherRequest>> MissingAsync(BuildSession session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var evaluation = new Evaluation(StageSchedule.EvaluationSourcesOf(session));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var failures = new RunFailures(session.Findings, keepGoing: true, stop);
        foreach (var stage in session.Replay)
        {
            var missing = await evaluation.RunAsync(stage, session.Options.Jobs, failures, () => { }, stop.Token);
            if (missing.Length > 0 || session.Findings.HasErrors)
            {
                return [.. missing.SelectMany(m => m.Answers).Select(a => a.Request).Where(r => r.Response is not null)];
            }
        }

        return [];
    }
}
