using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Generation;
using SynthTool.Prompts;
using SynthTool.Steps;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Build;

/// <summary>Renders prompts without asking anybody.</summary>
internal static class DatasetRender
{
    /// <summary>Gives every request that can be rendered from stored answers to <paramref name="sink"/>, in row order.</summary>
    public static async Task<RenderOutcome> RunAsync(
        Workspace workspace, string definition, RenderOptions options, Action<RenderedRequest> sink, CancellationToken ct)
    {
        await using var session = new BuildSession(workspace, definition, new BuildOptions { Jobs = options.Jobs, Offline = true }, NoListener.Instance);
        var count = 0L;
        try
        {
            await session.OpenAsync(ct);
            void Give(TeacherRequest request, Row row, bool answered)
            {
                var rendered = Rendered(request, row, answered);
                if (IsMeant(rendered, options))
                {
                    sink(rendered);
                    count++;
                }
            }

            var stages = options.MissingOnly ? session.Replay : Observed(session, Give);
            var sample = await SampleRun.RunAsync(session, options.Seeds, options.Row, stages, ct);
            Check(session, options, sample);
            if (options.MissingOnly)
            {
                sample.Missing.DistinctBy(m => m.Request.Key).ToList().ForEach(m => Give(m.Request, m.Row, answered: false));
            }
        }
        catch (BuildStop)
        {
        }
        catch (FileFailure failure)
        {
            session.Findings.Add(failure.In(workspace.Root));
        }

        return new RenderOutcome(session.Name, definition, count, session.Findings.ToSorted());
    }

    private static void Check(BuildSession session, RenderOptions options, SampleResult sample)
    {
        var steps = session.Definition.Steps.OfType<GenerateDefinition>().Select(s => s.Name).ToList();
        if (options.Step is { } step && !steps.Contains(step, StringComparer.Ordinal))
        {
            session.Findings.Add(
                BuildDiagnostics.UnknownTarget, session.Definition.Name.Place, $"the dataset {Quoted.Text(session.Name)} has no generate step {Quoted.Text(step)}", Suggestion.Hint(step, steps));
        }

        if (options.Row is { } row && sample.Seeds.IsEmpty)
        {
            session.Findings.Add(BuildDiagnostics.UnknownTarget, session.Definition.Name.Place, $"the dataset {Quoted.Text(session.Name)} has no row and no seed {Quoted.Text(row)}");
        }
    }

    private static RenderedRequest Rendered(TeacherRequest request, Row row, bool answered) => new(
        request.Key.ToString(), request.Step, row.Id, request.Teacher.Name.Value, request.Sample, request.Messages, request.Response?.Path, answered);

    private static bool IsMeant(RenderedRequest request, RenderOptions options) =>
        (options.Step is null || request.Step == options.Step)
        && (options.Row is null || request.Row == options.Row || options.Row.StartsWith(request.Row + "/", StringComparison.Ordinal) || request.Row.StartsWith(options.Row + "/", StringComparison.Ordinal))
        && !(options.MissingOnly && request.Answered);

    /// <summary>The stages with every <c>generate</c> step telling its requests before it asks.</summary>
    private static ImmutableArray<Stage> Observed(BuildSession session, Action<TeacherRequest, Row, bool> tell) => [.. session.Replay.Select(stage => stage is Stage.Rows rows
        ? rows with { Steps = [.. rows.Steps.Select(IRowStep (step) => step is GenerateStep generate ? new Telling(generate, session.Store.Responses, tell) : step)] }
        : stage)];

    private sealed class Telling(GenerateStep step, IResponses responses, Action<TeacherRequest, Row, bool> tell) : IRowStep
    {
        public string Name => step.Name;

        public ValueTask<IReadOnlyList<Verdict>> ApplyAsync(Row row, CancellationToken ct)
        {
            for (var sample = 0; sample < step.Samples; sample++)
            {
                var request = step.Request(row, sample);
                tell(request, row, responses.Contains(request.Key));
            }

            return step.ApplyAsync(row, ct);
        }
    }
}

/// <summary>What to render.</summary>
internal sealed record RenderOptions
{
    /// <summary>Only this step; null: all <c>generate</c> steps.</summary>
    public string? Step { get; init; }

    /// <summary>Only the first so many seeds; null: all.</summary>
    public int? Seeds { get; init; }

    /// <summary>Only the row with this id, or the rows of the seed with this key; null: all.</summary>
    public string? Row { get; init; }

    /// <summary><c>--requests</c>: only requests without an answer, each once.</summary>
    public bool MissingOnly { get; init; }

    public int Jobs { get; init; } = 1;
}

/// <summary>One rendered request.</summary>
/// <param name="Key">64 hex digits.</param>
/// <param name="Row">The id of the row that asks.</param>
/// <param name="Response">The repository path of the response's schema; null for text.</param>
/// <param name="Answered">Whether the store has an answer.</param>
internal sealed record RenderedRequest(
    string Key, string Step, string Row, string Teacher, int Sample, ImmutableArray<PromptMessage> Messages, string? Response, bool Answered);

/// <summary>How many requests were rendered, and what was found.</summary>
internal sealed record RenderOutcome(string Dataset, string Definition, long Requests, ImmutableArray<Diagnostic> Diagnostics);
