using System.Collections.Immutable;
using System.Globalization;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Prompts;
using SynthTool.Steps;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Generation;

/// <summary>
/// Asks a teacher: one sibling row a sample. A sibling's id always ends with its sample's number, also when there is
/// only one, so that raising <c>samples</c> only adds rows.
/// </summary>
/// <param name="definition">The step.</param>
/// <param name="template">Its prompt.</param>
/// <param name="teacher">Whom it names.</param>
/// <param name="response">The form of its answers; null: text.</param>
/// <param name="ask">The chain.</param>
/// <param name="namesOf">What the prompt may use of a row.</param>
internal sealed class GenerateStep(
    GenerateDefinition definition, PromptTemplate template, TeacherDefinition teacher, ResponseSchema? response, ITeacher ask, Func<Row, INames> namesOf) : IRowStep
{
    private readonly ModelOptions options = teacher.Options.With(definition.Options);

    public string Name => definition.Name;

    public int Samples => definition.Samples;

    /// <summary>What the prompt reads and includes for a row.</summary>
    /// <exception cref="PromptFailure">The prompt cannot be rendered for this row.</exception>
    public RenderedPrompt Observe(Row row) => template.RenderObserved(namesOf(row));

    public PromptTemplate Template => template;

    public TeacherDefinition Teacher => teacher;

    /// <remarks>The verdicts of the samples in their order; when answers are missing, one <see cref="Verdict.Wait"/> at the end names all of them.</remarks>
    public async ValueTask<IReadOnlyList<Verdict>> ApplyAsync(Row row, CancellationToken ct)
    {
        var request = Request(row, sample: 0);
        if (definition.Samples == 1)
        {
            return [VerdictOf(row, request, await ask.AskAsync(request, ct))];
        }

        var requests = Enumerable.Range(0, definition.Samples).Select(sample => request with { Sample = sample }).ToArray();
        var replies = await Task.WhenAll(requests.Select(r => ask.AskAsync(r, ct).AsTask()));
        var missing = replies.OfType<TeacherReply.Missing>().Select(m => m.Request).ToImmutableArray();
        return
        [
            .. requests.Zip(replies).Where(pair => pair.Second is TeacherReply.Recorded).Select(pair => VerdictOf(row, pair.First, pair.Second)),
            .. missing.Length > 0 ? [new Verdict.Wait(row, [.. missing])] : ImmutableArray<Verdict>.Empty,
        ];
    }

    /// <summary>The first request for one sample of a row.</summary>
    /// <exception cref="StepFailure">The prompt cannot be rendered for this row.</exception>
    public TeacherRequest Request(Row row, int sample)
    {
        try
        {
            return new TeacherRequest(Name, teacher, template.Render(namesOf(row)).Messages, options, response, sample);
        }
        catch (PromptFailure failure)
        {
            throw Failure(GenerationDiagnostics.PromptNotRendered, failure.Place, $"Row {Quoted.Text(row.Id)}: the prompt of {Quoted.Text(Name)} cannot be rendered: {failure.Message}");
        }
        catch (ExpressionFailure failure)
        {
            throw Failure(GenerationDiagnostics.ValueNotComputed, failure.Place, $"Row {Quoted.Text(row.Id)}: a value for the prompt of {Quoted.Text(Name)} cannot be computed: {failure.Message}");
        }
    }

    private Verdict VerdictOf(Row row, TeacherRequest request, TeacherReply reply)
    {
        if (reply is not TeacherReply.Recorded recorded)
        {
            return new Verdict.Wait(row, [((TeacherReply.Missing)reply).Request]);
        }

        var sibling = row with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{row.Id}/{request.Sample}"),
            Calls = row.Calls.Add(CallOf(request, recorded)),
        };
        return recorded.Value is { } value
            ? new Verdict.Keep(sibling.With(Name, value))
            : new Verdict.Drop(sibling, recorded.Reason ?? ContentFailure.Invalid, recorded.Because, IsQuarantine: true);
    }

    private Call CallOf(TeacherRequest request, TeacherReply.Recorded recorded) => new(
        Name,
        teacher.Name.Value,
        request.Sample,
        recorded.Answer.Finish,
        Sum(recorded.Turns, usage => usage.Input),
        Sum(recorded.Turns, usage => usage.Output),
        recorded.Answer.Reasoning,
        [.. recorded.Turns.Select(t => new Turn(t.Request.Key, t.Answer.Digest))]);

    /// <summary>Null when the server counted no turn.</summary>
    private static long? Sum(ImmutableArray<RecordedTurn> turns, Func<TokenUsage, long> of) =>
        turns.Any(t => t.Answer.Usage is not null) ? turns.Sum(t => t.Answer.Usage is { } usage ? of(usage) : 0) : null;

    private static StepFailure Failure(DiagnosticKind kind, SourcePlace place, string message) => new(new Diagnostic(kind, place, message, null));
}
