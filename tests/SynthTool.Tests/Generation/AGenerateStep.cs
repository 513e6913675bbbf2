using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Generation;
using SynthTool.Prompts;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Store;
using SynthTool.Teachers;
using SynthTool.Testing;
using SynthTool.Tests.Teachers;

namespace SynthTool.Tests.Generation;

public sealed class AGenerateStep
{
    private static readonly SourcePlace Here = new("data/a.synth.yaml", 12, 5);

    private static readonly Row Guide = new("guide", new Seed("guide", JsonElement.Parse("""{"title":"Printer"}"""), "guide"));

    [Fact]
    public async Task GivesARowItsAnswerAndTheCallThatMadeIt()
    {
        var teacher = new FakeTeacher(request => $"About {request.Messages[^1].Text}");

        var verdict = Assert.Single(await Step(teacher).ApplyAsync(Guide, default));

        var row = Assert.IsType<Verdict.Keep>(verdict).Row;
        Assert.Equal("guide/0", row.Id);
        Assert.Equal(("draft", "About Printer"), (row.Columns[0].Name, row.Columns[0].Value.GetString()));
        var call = Assert.Single(row.Calls);
        Assert.Equal(("draft", "writer", 0, "stop", 10L, 5L), (call.Step, call.Teacher, call.Sample, call.Finish, call.InputTokens, call.OutputTokens));
        Assert.Equal([teacher.AskedFor[0].Key], call.Turns.Select(t => t.Request));
    }

    [Fact]
    public async Task AsksForEachSampleWithTheTeachersOptionsUnderItsOwn()
    {
        var teacher = new FakeTeacher();
        var definition = Definition(samples: 2) with { Options = new() { Temperature = 1 } };

        _ = await Step(teacher, definition, new() { Temperature = 0, TopP = 0.5m }).ApplyAsync(Guide, default);

        Assert.Equal([0, 1], teacher.AskedFor.Select(r => r.Sample));
        Assert.All(teacher.AskedFor, r => Assert.Equal((1m, 0.5m), (r.Options.Temperature, r.Options.TopP)));
        Assert.Equal(2, teacher.AskedFor.Select(r => r.Key).Distinct().Count());
    }

    [Fact]
    public async Task WithMoreSamplesOnlyAddsRows()
    {
        var teacher = new FakeTeacher();
        var one = await Step(teacher).ApplyAsync(Guide, default);
        var four = await Step(teacher, Definition(samples: 4)).ApplyAsync(Guide, default);

        Assert.Equal(["guide/0", "guide/1", "guide/2", "guide/3"], four.Select(v => v.Row.Id));
        Assert.Equal(one[0].Row.Id, four[0].Row.Id);
        Assert.Equal(one[0].Row.Columns[0].Value.GetString(), four[0].Row.Columns[0].Value.GetString());
        Assert.Equal(one[0].Row.Calls[0].Turns.AsEnumerable(), four[0].Row.Calls[0].Turns);
    }

    [Fact]
    public async Task NamesAllMissingRequestsOfARowAndKeepsWhatIsThere()
    {
        var teacher = new FakeTeacher(request => request.Sample == 1 ? "there" : null);

        var verdicts = await Step(teacher, Definition(samples: 3)).ApplyAsync(Guide, default);

        Assert.Equal("guide/1", Assert.IsType<Verdict.Keep>(verdicts[0]).Row.Id);
        var wait = Assert.IsType<Verdict.Wait>(verdicts[1]);
        Assert.Equal(("guide", 2), (wait.Row.Id, verdicts.Count));
        Assert.Equal([0, 2], wait.Requests.Select(r => r.Sample));
    }

    [Fact]
    public async Task WaitsForItsOnlyAnswer()
    {
        var verdict = Assert.Single(await Step(new FakeTeacher(_ => null)).ApplyAsync(Guide, default));
        Assert.Single(Assert.IsType<Verdict.Wait>(verdict).Requests);
    }

    [Fact]
    public async Task QuarantinesARowWhoseAnswerIsAFailureOfContent()
    {
        using var client = new FakeChatClient(_ => "{}");
        using var chain = TeacherChain.Create(Ask.Options(new AnswersInMemory()) with { Connect = _ => client });

        var verdict = Assert.Single(await Step(chain.Teacher, response: Ask.Item).ApplyAsync(Guide, default));

        var drop = Assert.IsType<Verdict.Drop>(verdict);
        Assert.True(drop.IsQuarantine);
        Assert.Equal(("invalid", "guide/0"), (drop.Reason, drop.Row.Id));
        Assert.Contains("name", drop.Because, StringComparison.Ordinal);
        Assert.Empty(drop.Row.Columns);
        var call = Assert.Single(drop.Row.Calls);
        Assert.Equal((3, 30L, 15L), (call.Turns.Length, call.InputTokens, call.OutputTokens));
    }

    [Fact]
    public async Task FailsTheBuildWhenItsPromptCannotBeRenderedAndNamesTheRow()
    {
        var row = Guide with { Id = "evil\nrow" };
        var failure = await Assert.ThrowsAsync<StepFailure>(async () => await Step(new FakeTeacher(), template: "user:\n{{ seed.nothing }}").ApplyAsync(row, default));

        Assert.Equal(GenerationDiagnostics.PromptNotRendered, failure.Found.Kind);
        Assert.StartsWith("Row \"evil\\u000arow\": ", failure.Found.Message, StringComparison.Ordinal);
        Assert.Equal(("prompts/draft.sbn", 2), (failure.Found.Place?.Path, failure.Found.Place?.Line));
    }

    [Fact]
    public async Task WaitsForAllItsSamplesBeforeItFails()
    {
        var said = new TaskCompletionSource<Answer>();
        var teacher = new Scripted((request, _) => request.Sample == 0 ? throw TeacherDiagnostics.BudgetUsed("1 calls") : said.Task);

        var applying = Step(teacher, Definition(samples: 2)).ApplyAsync(Guide, default).AsTask();
        Assert.False(applying.IsCompleted);
        said.SetResult(new Answer("late"));

        _ = await Assert.ThrowsAsync<TeacherFailure>(() => applying);
    }

    private static GenerateDefinition Definition(int samples = 1) => new("draft", Here)
    {
        Teacher = new Located<string>("writer", Here),
        Prompt = new DefinitionPart("prompts/draft.sbn", Here),
        Samples = samples,
    };

    private static GenerateStep Step(
        ITeacher ask, GenerateDefinition? definition = null, ModelOptions? options = null, ResponseSchema? response = null, string template = "system:\nBe brief.\nuser:\n{{ seed.title }}") => new(
        definition ?? Definition(),
        PromptTemplate.Parse("prompts/draft.sbn", template, _ => null, "prompts").Value!,
        Ask.Nobody with { Options = options ?? ModelOptions.None },
        response,
        ask,
        row => new RowNames(row, NameShapes.Of(Shape.Any)));
}
