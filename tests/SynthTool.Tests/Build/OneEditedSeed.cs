using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class OneEditedSeed
{
    [Fact]
    public async Task AsksForThatSeedOnly()
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();

        var outcome = await dataset.Edit("s-017", "other").BuildAsync();

        Assert.Equal(["s-017 other"], dataset.Teacher.AskedFor);
        Assert.Equal((BuildStatus.Built, 1L, 39L), (outcome.Status, outcome.Calls, outcome.Reused));
    }

    [Fact]
    public async Task LeavesEveryOtherShardUntouchedOnTheDisk()
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();
        var before = dataset.Shards();

        var outcome = await dataset.Edit("s-017", "other").BuildAsync();

        var after = dataset.Shards();
        Assert.True(before.Count > 3, $"{before.Count} shards are too few to tell");
        Assert.Equal(before.Count, after.Count);
        Assert.Equal((1, before.Count - 1, 1), (outcome.Shards.Written, outcome.Shards.Kept, outcome.Shards.Removed));
        Assert.Equal(before.Count - 1, before.Intersect(after).Count());
    }

    [Fact]
    public async Task EqualsABuildFromNothing()
    {
        using var edited = await TestDataset.Of(40).BuiltAsync();
        await edited.Edit("s-017", "other").BuiltAsync();
        using var fresh = await TestDataset.Of(40).Edit("s-017", "other").BuiltAsync();

        Assert.Equal(fresh.Outputs(), edited.Outputs());
    }

    [Fact]
    public async Task CostsNothingWhenItIsTakenBack()
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();
        var before = dataset.Outputs();
        await dataset.Edit("s-017", "other").BuiltAsync();

        var outcome = await dataset.Edit("s-017", "text 17").BuildAsync();

        Assert.Equal(0, outcome.Calls);
        Assert.Equal(before, dataset.Outputs());
    }

    [Fact]
    public async Task IsNoticedUnderAnOlderDateAndTheSameLength()
    {
        using var dataset = await TestDataset.Of(10).BuiltAsync();
        var file = dataset.At("seeds/a.jsonl");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("text 7", "tExt 7", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        await dataset.BuiltAsync();

        Assert.Equal(["s-007 tExt 7"], dataset.Teacher.AskedFor);
    }

    [Fact]
    public async Task ThatIsDeletedIsNoticed()
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();

        var outcome = await dataset.Delete("s-020").BuildAsync();

        Assert.Equal((39L, 39L, 0L), (outcome.Seeds, outcome.Rows, outcome.Calls));
        using var fresh = TestDataset.Of(40).Delete("s-020");
        Assert.Equal((await fresh.BuiltAsync()).Outputs(), dataset.Outputs());
    }

    [Fact]
    public async Task WhoseWholeFileIsDeletedIsNoticed()
    {
        using var dataset = TestDataset.Of(20).Insert("z-1", "last", file: "seeds/b.jsonl");
        await dataset.BuiltAsync();

        var outcome = await dataset.Remove("data/seeds/b.jsonl").BuildAsync();

        Assert.Equal((20L, 20L), (outcome.Seeds, outcome.Rows));
    }

    [Fact]
    public async Task InAFieldThatNothingReadsChangesNothing()
    {
        using var dataset = TestDataset.Of(0).Write("seeds/a.jsonl", "{\"id\":\"a\",\"text\":\"x\",\"note\":\"one\"}\n");
        await dataset.BuiltAsync();
        var before = dataset.Outputs();

        var outcome = await dataset.Replace("seeds/a.jsonl", "one", "two").BuildAsync();

        Assert.Equal((BuildStatus.UpToDate, 0L), (outcome.Status, outcome.Calls));
        Assert.Equal(before, dataset.Outputs());
    }

    [Fact]
    public async Task AsksAgainOnlyForTheRowsThatUseTheChangedValue()
    {
        using var dataset = TestDataset.Of(0).Write("prompts/reply.sbn", "user:\n{{ seed.id }} {{ if seed.loud }}{{ seed.mark }}{{ end }}\n");
        dataset.Redefine("text: seed.text, ", "");
        dataset.Write("seeds/a.jsonl", string.Concat(Enumerable.Range(0, 30).Select(i => $$"""{"id":"s-{{i}}","loud":{{(i % 10 == 0 ? "true" : "false")}},"mark":"!"}""" + "\n")));
        await dataset.BuiltAsync();

        await dataset.Write("seeds/a.jsonl", dataset.Read("seeds/a.jsonl").Replace("!", "?", StringComparison.Ordinal)).BuiltAsync();

        Assert.Equal(["s-0 ?", "s-10 ?", "s-20 ?"], dataset.Teacher.AskedFor);
    }
}
