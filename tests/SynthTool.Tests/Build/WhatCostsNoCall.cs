using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>Edits that leave every rendered request as it is.</summary>
public sealed class WhatCostsNoCall
{
    [Fact]
    public async Task IsTouchingEveryFile()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.Outputs();
        foreach (var path in dataset.Files("").Where(p => !p.StartsWith(".synth", StringComparison.Ordinal)))
        {
            File.SetLastWriteTimeUtc(dataset.InRoot(path), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        var shards = dataset.Shards();
        var outcome = await dataset.BuildAsync();

        Assert.Equal((BuildStatus.UpToDate, 0L, 0), (outcome.Status, outcome.Calls, outcome.Shards.Written));
        Assert.Equal(before, dataset.Outputs());
        Assert.Equal(shards, dataset.Shards());
    }

    [Theory]
    [InlineData("prompts/reply.sbn", "user:", "{{# a comment #}}\nuser:")]
    [InlineData("prompts/reply.sbn", "user:\n", "  user:  \n\n\n")]
    [InlineData("prompts/reply.sbn", "{{ tone }}", "{{tone}}")]
    [InlineData("prompts/parts/ask.sbn", "seed.text", "seed['text']")]
    [InlineData("schemas/reply.json", ",\"required\"", ",  \"required\"")]
    [InlineData("set.synth.yaml", "description: For tests", "description: For other tests")]
    [InlineData("set.synth.yaml", "${NOT_SET}\", api_key", "https://elsewhere.example/v1\", api_key")]
    [InlineData("set.synth.yaml", "api_key: \"${NOT_SET}\"", "api_key: \"${OTHER}\"")]
    [InlineData("set.synth.yaml", ", api_key: \"${NOT_SET}\"", "")]
    [InlineData("set.synth.yaml", "price:", "limits: { concurrency: 3, requests_per_minute: 90000, timeout_seconds: 7 }, price:")]
    [InlineData("set.synth.yaml", "input_per_million: 2.5", "input_per_million: 25")]
    [InlineData("set.synth.yaml", "model: test,", "model: test, send_as: other/test,")]
    [InlineData("set.synth.yaml", "temperature: 0.75", "temperature: 0.750")]
    [InlineData("set.synth.yaml", "rows >= 10", "rows >= 11")]
    [InlineData("set.synth.yaml", "responses: commit", "budget: { calls: 5 }\nresponses: commit")]
    public async Task NorAShard(string file, string old, string by)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var shards = dataset.Shards();

        var outcome = await dataset.Replace(file, old, by).BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L, 0), (outcome.ExitCode, outcome.Calls, outcome.Shards.Written));
        Assert.Equal(shards, dataset.Shards());
    }

    [Theory]
    [InlineData("reply.score >= 0.1", "reply.score >= 0.3")]
    [InlineData("dedup: reply.text", "dedup: [reply.text, tone]")]
    [InlineData("train: 87.5, test: 12.5", "train: 50, test: 50")]
    [InlineData("chars(reply.text) / 4", "chars(reply.text) / 5")]
    [InlineData("where: length > 1", "where: length > 0.5")]
    [InlineData("seeds_per_shard: 16", "seeds_per_shard: 4")]
    public async Task IsAnythingThatComesAfterTheAnswers(string old, string by)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        var outcome = await dataset.Redefine(old, by).BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L, BuildStatus.Built), (outcome.ExitCode, outcome.Calls, outcome.Status));
        using var fresh = TestDataset.Rich(24).Redefine(old, by);
        Assert.Equal((await fresh.BuiltAsync()).Outputs(), dataset.Outputs());
    }

    [Fact]
    public async Task IsATeachersNewName()
    {
        using var dataset = await TestDataset.Of(10).BuiltAsync();

        var outcome = await dataset.Redefine("teacher: writer", "teacher: scribe").Redefine("  writer:", "  scribe:").BuildAsync();

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
    }

    [Fact]
    public async Task IsANewToolVersion()
    {
        using var dataset = await TestDataset.Of(10).BuiltAsync();
        var before = dataset.Outputs();

        var outcome = await DatasetBuild.RunAsync(dataset.Workspace("2.0.0"), dataset.Definition, new BuildOptions(), NoListener.Instance, (_, _) => new(false), CancellationToken.None);

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(before, dataset.Outputs());
    }
}
