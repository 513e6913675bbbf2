using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AnExplanation
{
    [Fact]
    public async Task OfAKeptRowNamesItsSeedTemplatesRequestsAndAnswers()
    {
        using var dataset = await TestDataset.Of(24).Write("prompts/reply.sbn", "user:\n{{ include 'ask.sbn' }}\n").Write("prompts/ask.sbn", "{{ seed.id }} {{ seed.text }}").Then("{ split: { train: 100 } }").BuiltAsync();

        var row = (await dataset.ExplainAsync("row:s-007/0")).Row!;

        Assert.Equal(("s-007/0", "s-007", "data/seeds/a.jsonl", 7, true, "train"), (row.Id, row.SeedKey, row.Seed!.Path, row.Seed.Line, row.Kept, row.Split));
        Assert.Null(row.Dropped);
        var call = Assert.Single(row.Calls);
        Assert.Equal(("reply", "writer", "test", 0, "stop", 10L, 5L), (call.Step, call.Teacher, call.Model, call.Sample, call.Finish, call.InputTokens, call.OutputTokens));
        Assert.Equal<string>(["data/prompts/reply.sbn", "data/prompts/ask.sbn"], call.Templates);
        Assert.Equal<string>([dataset.Teacher.KeyOf("s-007 text 7")], call.Requests);
        Assert.Equal(64, Assert.Single(call.Responses).Length);
        Assert.Contains(call.Variables, v => v.Path == "seed.text");
        Assert.Equal(("reply", "\"re: s-007 text 7\""), (Assert.Single(row.Columns).Name, row.Columns[0].Value.GetRawText()));
        Assert.Contains(Assert.Single(row.Shards), dataset.Shards().Keys);
    }

    [Fact]
    public async Task OfADroppedRowSaysWhichStepAndWhy()
    {
        using var dataset = await TestDataset.Of(24).Then("{ filter: { short: chars(reply) < 17 } }").BuiltAsync();

        var row = (await dataset.ExplainAsync("row:s-012/0")).Row!;

        Assert.False(row.Kept);
        Assert.Equal(new ExplainedDrop("filter", "short", "not chars(reply) < 17"), row.Dropped);
        Assert.Empty(row.Shards);
        Assert.Single(row.Calls);
    }

    [Fact]
    public async Task OfAQuarantinedRowShowsTheFailure()
    {
        using var dataset = TestDataset.Of(8);
        dataset.Teacher.Reply = TestTeacher.Replies(r => r.Message.StartsWith("s-005", StringComparison.Ordinal) ? TestTeacher.Truncated("half an ans") : FakeChatClient.Reply("fine"));
        await dataset.BuiltAsync();

        var row = (await dataset.ExplainAsync("row:s-005/0")).Row!;

        Assert.Equal(new ExplainedDrop("reply", "truncated", "\"half an ans\""), row.Dropped);
        Assert.Equal(("length", "truncated"), (Assert.Single(row.Calls).Finish, row.Calls[0].Failure));
    }

    [Fact]
    public async Task OfADuplicateNamesItsTwin()
    {
        using var dataset = await TestDataset.Of(24).Write("prompts/reply.sbn", "user:\n{{ seed.text }}\n").Edit("s-020", "text 4").Then("{ dedup: reply }", "{ map: more, to: chars(reply) }").BuiltAsync();

        var row = (await dataset.ExplainAsync("row:s-020/0")).Row!;

        Assert.Equal(new ExplainedDrop("dedup", "duplicate", "equals row s-004/0"), row.Dropped);
    }

    [Theory]
    [InlineData("row:s-005")]
    [InlineData("row:s-005/0")]
    public async Task OfAWaitingRowNamesTheMissingRequest(string target)
    {
        using var dataset = await TestDataset.Of(24).Then("{ dedup: reply }").BuiltAsync();
        var plan = await dataset.Edit("s-005", "new").PlanAsync();

        var row = (await dataset.ExplainAsync(target)).Row!;

        Assert.Equal((false, null, 5), (row.Kept, row.Dropped, row.Seed!.Line));
        Assert.Equal<string>([Assert.Single(plan.Missing).Key], Assert.Single(row.Calls).Requests);
        Assert.Equal<string>(["data/prompts/reply.sbn"], row.Calls[0].Templates);
        Assert.Empty(row.Calls[0].Responses);
    }

    [Fact]
    public async Task OfARowThatWaitsForOthersShowsWhatIsThere()
    {
        using var dataset = await TestDataset.Of(24).Then("{ dedup: reply }").BuiltAsync();
        dataset.Edit("s-005", "new");

        var explained = await dataset.ExplainAsync("row:s-022/0");

        Assert.Empty(explained.Diagnostics);
        Assert.Equal((false, null, 22), (explained.Row!.Kept, explained.Row.Dropped, explained.Row.Seed!.Line));
        Assert.Equal<string>([dataset.Teacher.KeyOf("s-022 text 22")], Assert.Single(explained.Row.Calls).Requests);
        Assert.Single(explained.Row.Calls[0].Responses);
        Assert.True(explained.Row.OwnAnswersAreStored);
        Assert.False((await dataset.ExplainAsync("row:s-005/0")).Row!.OwnAnswersAreStored);
    }

    [Fact]
    public async Task OfFilesNamesTheirPart()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var shard = dataset.Shards().Keys.First(s => s.Contains("/sft/", StringComparison.Ordinal));

        Assert.Equal(
            ["seeds", "template", "template", "schema", "definition", "shard"],
            await Task.WhenAll(new[] { "data/seeds/a.jsonl", "data/prompts/reply.sbn", "data/prompts/parts/ask.sbn", "data/schemas/reply.json", "data/set.synth.yaml", shard }.Select(async f => (await dataset.ExplainAsync(f)).File!.Role)));
        var explained = (await dataset.ExplainAsync(shard)).File!;
        Assert.Empty(explained.Stale);
        Assert.NotEmpty(explained.Partitions);
        Assert.True(explained.Rows > 0);
    }

    [Theory]
    [InlineData("row:nobody")]
    [InlineData("row:s-005/9")]
    [InlineData("row:")]
    [InlineData("data/other.txt")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public async Task OfNothingThatIsThereSaysSo(string target)
    {
        using var dataset = await TestDataset.Of(8).BuiltAsync();

        var explained = await dataset.ExplainAsync(target);

        Assert.Equal(["SYNTH1312"], explained.Diagnostics.Select(d => d.Kind.Code));
        Assert.Null(explained.Row);
        Assert.Null(explained.File);
    }
}
