using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>What was bought is kept, and shards, manifest and lock stay as they were.</summary>
public sealed class ABuildThatEndsEarly
{
    private const int Seeds = 30;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task AtACallThatFailsReportsAllErrorsOnlyWhenItKeepsGoing(bool keepGoing, int errors)
    {
        using var dataset = await TestDataset.Of(Seeds).BuiltAsync();
        var before = dataset.Outputs();
        foreach (var key in dataset.Keys.ToList())
        {
            dataset.Edit(key, "new");
        }

        dataset.Teacher.Reply = TestTeacher.Replies(r => r.Message.Split(' ')[0] is "s-004" or "s-015" or "s-027" ? throw TestTeacher.Rejects($"not {r.Message}") : FakeChatClient.Reply("fine"));
        var outcome = await dataset.BuildAsync(o => o with { KeepGoing = keepGoing });

        Assert.Equal((ExitCode.Failed, errors), (outcome.ExitCode, outcome.Diagnostics.Length));
        Assert.All(outcome.Diagnostics, d => Assert.Equal("SYNTH0804", d.Kind.Code));
        Assert.Equal(before, dataset.Outputs());
        if (keepGoing)
        {
            Assert.Equal(Seeds, outcome.Calls);
        }

        dataset.Teacher.Reply = TestTeacher.Says(_ => "fine");
        var next = await dataset.BuildAsync();
        Assert.Equal((ExitCode.Done, Seeds), (next.ExitCode, next.Rows));
        Assert.Equal(Seeds, next.Calls + outcome.Calls - errors);
    }

    [Fact]
    public async Task AtARowThatCannotBeRenderedSpendsNothing()
    {
        using var dataset = OneBadRow();

        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Failed, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal("SYNTH0901", Assert.Single(outcome.Diagnostics).Kind.Code);
        Assert.Contains("\"s-004\"", outcome.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AtARowThatCannotBeRenderedAsksForAllOthersWhenItKeepsGoing()
    {
        using var dataset = OneBadRow();

        var outcome = await dataset.BuildAsync(o => o with { KeepGoing = true });

        Assert.Equal((ExitCode.Failed, 9L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal("SYNTH0901", Assert.Single(outcome.Diagnostics).Kind.Code);
        Assert.Empty(dataset.Outputs());
    }

    [Theory]
    [InlineData(null, 4, 0)]
    [InlineData(29, 6, 0)]
    [InlineData(30, 0, 30)]
    public async Task ForItsDeclaredBudgetBuysNothingBeforehand(int? budget, int code, long calls)
    {
        using var dataset = TestDataset.Of(Seeds);
        if (budget is not null)
        {
            dataset.Define($"budget: {{ calls: {budget} }}");
        }

        var outcome = await dataset.BuildAsync(o => o with { Spending = Spending.WithinBudget });

        Assert.Equal((code, calls), ((int)outcome.ExitCode, outcome.Calls));
        Assert.Equal(calls == 0, outcome.Diagnostics.Any(d => d.IsError));
    }

    [Theory]
    [InlineData(false, 59, 6)]
    [InlineData(false, 60, 0)]
    [InlineData(true, 59, 4)]
    [InlineData(true, 60, 0)]
    public async Task ForItsDeclaredBudgetCountsTheCallsBehindTheKnownOnes(bool asks, int budget, int code)
    {
        using var dataset = TestDataset.Of(Seeds).Define($"budget: {{ calls: {budget} }}")
            .Then("{ generate: more, teacher: writer, prompt: prompts/more.sbn }").Write("prompts/more.sbn", "user:\n{{ reply }} {{ seed.id }}\n");

        var outcome = await dataset.BuildAsync(o => o with { Spending = asks ? Spending.Ask : Spending.WithinBudget });

        Assert.Equal((code, code == 0 ? 2L * Seeds : 0), ((int)outcome.ExitCode, outcome.Calls));
        if (code == 6)
        {
            Assert.Equal("30 calls are needed now and about 30 behind them (samples and values as declared, one element a list), and budget.calls is 59", outcome.Diagnostics[0].Message);
        }
    }

    [Fact]
    public async Task ForItsDeclaredBudgetSpendsNoMoreThanThatWhereNobodyWasAsked()
    {
        using var dataset = TestDataset.Of(Seeds).Define($"budget: {{ calls: {Seeds} }}")
            .Redefine("prompts/reply.sbn }", "prompts/reply.sbn, response: schemas/reply.json }").Write("schemas/reply.json", """{"type":"string"}""");
        dataset.Teacher.Reply = TestTeacher.Says(r => r.Message.StartsWith("s-001 ", StringComparison.Ordinal) ? "no JSON" : "\"fine\""); // one repair more than was estimated

        var outcome = await dataset.BuildAsync(o => o with { Spending = Spending.Ask });

        Assert.Equal((ExitCode.Budget, (long)Seeds, (long)Seeds), (outcome.ExitCode, outcome.Calls, outcome.Bought));
    }

    [Fact]
    public async Task WhenThePersonSaysNoBuysNothing()
    {
        using var dataset = TestDataset.Of(Seeds);
        PlanOutcome? shown = null;

        var outcome = await DatasetBuild.RunAsync(
            dataset.Workspace(), dataset.Definition, new BuildOptions { Spending = Spending.Ask }, NoListener.Instance, (plan, _) =>
            {
                shown = plan;
                return new(false);
            }, CancellationToken.None);

        Assert.Equal((ExitCode.ResponseMissing, 0L, 30L), (outcome.ExitCode, outcome.Calls, shown!.Calls.Known));
    }

    [Fact]
    public async Task AtMaxCallsKeepsWhatItBoughtAndTheNextBuildGoesOn()
    {
        using var dataset = TestDataset.Of(Seeds);

        var first = await dataset.BuildAsync(o => o with { MaxCalls = 11 });
        Assert.Equal((ExitCode.Budget, 11L), (first.ExitCode, first.Calls));
        Assert.Equal(["SYNTH0807"], first.Diagnostics.Select(d => d.Kind.Code));
        Assert.Empty(dataset.Outputs());

        var second = await dataset.BuildAsync();
        Assert.Equal((ExitCode.Done, 19L, 11L), (second.ExitCode, second.Calls, second.Reused));
        using var whole = await dataset.FromScratch().BuiltAsync();
        Assert.Equal(whole.Outputs(), dataset.Outputs());
    }

    [Fact]
    public async Task AtMaxTokensOrMaxCostKeepsWhatItBought()
    {
        using var dataset = TestDataset.Of(Seeds).Redefine("endpoint:", "price: { input_per_million: 100, output_per_million: 200, currency: USD }, limits: { concurrency: 1 }, endpoint:");

        var tokens = await dataset.BuildAsync(o => o with { MaxTokens = 60 }); // 15 a call
        var cost = await dataset.BuildAsync(o => o with { MaxCost = 0.01m }); // 0.002 a call
        var rest = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Budget, ExitCode.Budget, ExitCode.Done), (tokens.ExitCode, cost.ExitCode, rest.ExitCode));
        Assert.Equal((4L, 5L), (tokens.Calls, cost.Calls));
        Assert.Equal(Seeds, tokens.Calls + cost.Calls + rest.Calls);
        Assert.Equal(0.002m * rest.Calls, rest.Cost);
    }

    [Fact]
    public async Task ByCancellationKeepsWhatItBought()
    {
        using var dataset = TestDataset.Of(Seeds);
        using var cancelled = new CancellationTokenSource();
        var answered = 0;
        dataset.Teacher.Reply = async (r, ct) =>
        {
            if (Interlocked.Increment(ref answered) == 9)
            {
                await cancelled.CancelAsync();
                ct.ThrowIfCancellationRequested();
            }

            return FakeChatClient.Reply("fine");
        };

        var first = await dataset.BuildAsync(ct: cancelled.Token);
        Assert.Equal((ExitCode.Cancelled, BuildStatus.Cancelled), (first.ExitCode, first.Status));
        Assert.Equal(["SYNTH1306"], first.Diagnostics.Select(d => d.Kind.Code));
        Assert.Empty(dataset.Outputs());

        var second = await dataset.BuildAsync();
        Assert.Equal((ExitCode.Done, Seeds), (second.ExitCode, second.Rows));
        Assert.Equal(1, first.Calls + second.Calls - Seeds); // the one that was in flight
    }

    private static TestDataset OneBadRow() => TestDataset.Of(0)
        .Write("seeds/a.jsonl", string.Concat(Enumerable.Range(0, 10).Select(i => $$"""{"id":"s-00{{i}}","text":"t","more":{{(i == 4 ? "\"flat\"" : "{\"deep\":\"x\"}")}}}""" + "\n")))
        .Write("prompts/reply.sbn", "user:\n{{ seed.id }} {{ seed.more.deep }}\n");
}
