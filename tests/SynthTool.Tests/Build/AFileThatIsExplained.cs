using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AFileThatIsExplained
{
    [Fact]
    public async Task IsAShardThatTheNextBuildReplacesWithTheCause()
    {
        using var dataset = await TestDataset.Of(40).Then("{ map: long, to: chars(reply) }").BuiltAsync();
        var shards = dataset.Shards().Keys.ToList();
        dataset.Edit("s-003", "text 3!");
        await AnswerAsync(dataset);

        var files = await Task.WhenAll(shards.Select(async s => (await dataset.ExplainAsync(s)).File!));

        var replaced = Assert.Single(files, f => !f.Stale.IsEmpty);
        Assert.Equal(($"shard:{replaced.Path}", StaleCode.SeedChanged, "data/seeds/a.jsonl:3"), (replaced.Stale[0].What, Assert.Single(replaced.Stale).Code, replaced.Stale[0].Where));
        Assert.Contains("another file in its place", replaced.About, StringComparison.Ordinal);
        Assert.Contains("s-001", replaced.Partitions);
        Assert.Equal(40, files.Sum(f => f.Rows));
        Assert.Equal(files.SelectMany(f => f.Partitions).Count(), files.SelectMany(f => f.Partitions).Distinct().Count());
        Assert.All(files.Where(f => f != replaced), f => Assert.Equal("the next build keeps it", f.About));
    }

    [Fact]
    public async Task IsAShardWhoseAnswersAreMissing()
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();
        var shards = dataset.Shards().Keys.ToList();
        dataset.Edit("s-003", "new");

        var files = await Task.WhenAll(shards.Select(async s => (await dataset.ExplainAsync(s)).File!));

        var stale = Assert.Single(files, f => !f.Stale.IsEmpty);
        Assert.Equal(StaleCode.SeedChanged, stale.Stale[0].Code);
        Assert.Contains("s-001", stale.Partitions);
    }

    [Fact]
    public async Task IsAShardThatIsGone()
    {
        using var dataset = await TestDataset.Of(24).BuiltAsync();
        var path = dataset.Shards().Keys.First();

        var file = (await dataset.Remove(path).ExplainAsync(path)).File!;

        Assert.Equal(("shard", StaleCode.OutputMissing), (file.Role, Assert.Single(file.Stale).Code));
        Assert.NotEmpty(file.Partitions);
        Assert.True(file.Rows > 0);
    }

    [Theory]
    [InlineData("out/set/manifest.json", "manifest")]
    [InlineData("out/set/README.md", "card")]
    [InlineData("data/set.synth.lock", "lock")]
    [InlineData("data/responses/reply.jsonl", "responses")]
    [InlineData("data/seeds/a.jsonl", "seeds")]
    [InlineData("data/schemas/reply.json", "schema")]
    [InlineData("data/prompts/reply.sbn", "template")]
    [InlineData("data/prompts/parts/ask.sbn", "template")]
    [InlineData("data/set.synth.yaml", "definition")]
    public async Task HasARoleAndAPurpose(string path, string role)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        var explained = await dataset.ExplainAsync(path);

        Assert.Empty(explained.Diagnostics);
        Assert.Equal(role, explained.File!.Role);
        Assert.NotEmpty(explained.File.About);
        Assert.Empty(explained.File.Stale);
    }

    [Fact]
    public async Task IsNoPartOfTheDatasetWhenNothingKnowsIt()
    {
        using var dataset = await TestDataset.Rich(24).Write("responses/notes.txt", "x").Write("responses/other.txt", "x").BuiltAsync();

        Assert.Null((await dataset.ExplainAsync("data/responses/notes.txt")).File);
        Assert.Null((await dataset.ExplainAsync("out/set/sft/train-000000000000.parquet")).File);
    }

    /// <summary>Buys what an edit needs without building: the answers of a copy of the dataset.</summary>
    private static async Task AnswerAsync(TestDataset dataset)
    {
        using var other = await dataset.FromScratch().BuiltAsync();
        foreach (var pack in other.Files(".synth/responses").Where(f => f.EndsWith(".pack", StringComparison.Ordinal)))
        {
            File.Copy(other.InRoot(pack), dataset.InRoot(pack), overwrite: false);
        }
    }
}
