using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>Prompts and schemas that a definition holds itself, where it could name files.</summary>
public sealed class PartsOfTheDefinition
{
    private const string InlinePrompt = "prompt: { system: \"Be {{ tone }}.\", user: \"{{ include 'prompts/parts/ask.sbn' }}\" }";
    private const string ShortReply = "response: { text: string, score: number }";

    [Theory]
    [InlineData("prompt: \"user:\\n{{ seed.id }} {{ seed.text }}\\n\"")]
    [InlineData("prompt: \"{{ seed.id }} {{ seed.text }}\"")]
    [InlineData("prompt: { user: \"{{ seed.id }} {{ seed.text }}\" }")]
    public async Task CostNoCallWhenAPromptMovesIn(string prompt)
    {
        using var dataset = await TestDataset.Of(24).BuiltAsync();
        var shards = dataset.Shards();

        var outcome = await dataset.Redefine("prompt: prompts/reply.sbn", prompt).BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L, 0), (outcome.ExitCode, outcome.Calls, outcome.Shards.Written));
        Assert.Equal(shards, dataset.Shards());
        Assert.Equal(BuildStatus.UpToDate, (await dataset.Remove("data/prompts/reply.sbn").BuildAsync()).Status);
    }

    [Fact]
    public async Task GiveTheKeysAndShardsOfTheFilesThatTheyStandFor()
    {
        const string Seed = """{"type":"object","properties":{"id":{"type":"string"},"text":{"type":"string"}},"required":["id","text"],"additionalProperties":false}""";
        const string Reply = """{ "additionalProperties": false, "type": "object", "required": ["text", "score"], "properties": { "text": {"type":"string"}, "score": {"type":"number"} } }""";
        using var dataset = await TestDataset.Rich(24).Write("schemas/seed.json", Seed).Write("schemas/reply.json", Reply).BuiltAsync();
        var shards = dataset.Shards();

        dataset.Redefine("schema: schemas/seed.json", "schema: { id: string, text: string }").Redefine("response: schemas/reply.json", ShortReply).Redefine("prompt: prompts/reply.sbn", InlinePrompt);
        var outcome = await dataset.BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L, 0), (outcome.ExitCode, outcome.Calls, outcome.Shards.Written));
        Assert.Equal(shards, dataset.Shards());
        using var fresh = await dataset.FromScratch().BuiltAsync();
        Assert.Equal(dataset.Outputs().Where(o => o.Key != "lock"), fresh.Outputs().Where(o => o.Key != "lock"));
    }

    [Fact]
    public async Task AreNamedInTheLockByTheDefinition()
    {
        using var dataset = TestDataset.Rich(24).Redefine("prompt: prompts/reply.sbn", InlinePrompt).Redefine("response: schemas/reply.json", ShortReply).Redefine("schema: schemas/seed.json", "schema: { id: string, text: string }");
        await dataset.BuiltAsync();

        Assert.Contains("template set.synth.yaml#reply.prompt", dataset.LockText, StringComparison.Ordinal);
        Assert.Contains("schema set.synth.yaml#reply.response", dataset.LockText, StringComparison.Ordinal);
        Assert.Contains("schema set.synth.yaml#seeds.schema", dataset.LockText, StringComparison.Ordinal);
        Assert.DoesNotContain("prompts/reply.sbn", dataset.LockText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AreExplainedByTheDefinition()
    {
        using var dataset = await TestDataset.Rich(24).Redefine("prompt: prompts/reply.sbn", InlinePrompt).BuiltAsync();

        var row = (await dataset.ExplainAsync(await FirstRow(dataset))).Row!;

        Assert.Equal<string>(["data/set.synth.yaml", "data/prompts/parts/ask.sbn"], row.Calls[0].Templates);
    }

    [Fact]
    public async Task SayWhenTheyAreStaleAndWhere()
    {
        using var dataset = await TestDataset.Of(24).Redefine("prompt: prompts/reply.sbn", "prompt: { user: \"{{ seed.id }} {{ seed.text }}\" }").BuiltAsync();

        var plan = await dataset.Redefine("{{ seed.id }} {{", "{{ seed.id }}: {{").PlanAsync();

        Assert.Contains(plan.Stale, r => r.Code == StaleCode.TemplateChanged && r.Where == "data/set.synth.yaml:6");
        Assert.Equal(24, plan.Calls.Known);
    }

    [Theory]
    [InlineData("prompt: { user: \"{{ sed.id }}\" }", "SYNTH0709", "sed.id")]
    [InlineData("prompt: { user: \"{{ seed.idd }}\" }", "SYNTH0710", "idd")]
    [InlineData("prompt: { system: Be brief., user: \"{{ 1 + }}\" }", "SYNTH0701", null)]
    [InlineData("prompt: { user: \"{{ include 'none.sbn' }}\" }", "SYNTH0705", "include")]
    public async Task PointToTheirOwnLineWhenTheyAreWrong(string prompt, string code, string? at)
    {
        using var dataset = TestDataset.Of(3).Redefine("key: id }", "key: id, schema: { id: string, text: string } }").Redefine("prompt: prompts/reply.sbn", prompt);

        var found = (await DatasetValidate.RunAsync(dataset.Workspace(), dataset.Definition, 1, CancellationToken.None)).Diagnostics;

        var place = found.First(d => d.Kind.Code == code).Place!;
        Assert.Equal(("data/set.synth.yaml", 6), (place.Path, place.Line));
        Assert.StartsWith(at ?? "", dataset.Read("set.synth.yaml").Split('\n')[5][(place.Column - 1)..], StringComparison.Ordinal);
        Assert.All(found, d => Assert.DoesNotContain('#', d.Place!.Path));
    }

    [Fact]
    public async Task PointToTheirOwnLineWhenTheyCannotBeRendered()
    {
        using var dataset = TestDataset.Of(3).Redefine("{ generate: reply, teacher: writer, prompt: prompts/reply.sbn }", "generate: reply\n    teacher: writer\n    prompt: |\n      user:\n      {{ seed.text | string.to_int | math.divided_by 0 }}{{ seed.none }}");

        var found = Assert.Single((await dataset.BuildAsync()).Diagnostics.DistinctBy(d => d.Kind.Code));

        Assert.Equal("data/set.synth.yaml", found.Place!.Path);
        Assert.Equal(10, found.Place.Line);
    }

    [Fact]
    public async Task FindASeedThatAShortSchemaRefuses()
    {
        using var dataset = TestDataset.Of(3).Redefine("key: id }", "key: id, schema: { id: string } }");

        var found = (await DatasetValidate.RunAsync(dataset.Workspace(), dataset.Definition, 1, CancellationToken.None)).Diagnostics;

        Assert.Equal(3, found.Count(d => d.Place!.Path == "data/seeds/a.jsonl"));
    }

    private static async Task<string> FirstRow(TestDataset dataset)
    {
        foreach (var id in dataset.Keys.SelectMany(k => new[] { "calm", "brief", "warm" }.Select(t => $"row:{k}/{t}/0")))
        {
            if ((await dataset.ExplainAsync(id)).Row is not null)
            {
                return id;
            }
        }

        throw new InvalidOperationException("no row");
    }
}
