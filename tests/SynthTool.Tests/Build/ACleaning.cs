using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class ACleaning
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RemovesOutputsOnlyAndTheyComeBackForNothing(bool cacheToo)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.Outputs();
        var answers = dataset.Files(".synth/responses");

        var cleaned = DatasetClean.Run(dataset.Workspace(), dataset.Definition, cacheToo);

        Assert.Equal(before.Keys.Where(k => k.StartsWith("out/", StringComparison.Ordinal)), cleaned.Removed.Where(r => r.StartsWith("out/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Empty(cleaned.Kept);
        Assert.False(Directory.Exists(dataset.InRoot("out/set")));
        Assert.Equal(answers, dataset.Files(".synth/responses"));
        Assert.Equal(["lock", "responses/reply.jsonl"], dataset.Outputs().Keys);
        var outcome = await dataset.BuildAsync(o => o with { Spending = Spending.Never });
        Assert.Equal((BuildStatus.Built, 0L), (outcome.Status, outcome.Calls));
        Assert.Equal(before, dataset.Outputs());
    }

    [Fact]
    public async Task RemovesWhatARehearsalWrote()
    {
        using var dataset = TestDataset.Of(6);
        await dataset.BuildAsync(o => o with { Rehearse = true });

        var cleaned = DatasetClean.Run(dataset.Workspace(), dataset.Definition, cacheToo: false);

        Assert.Contains("out/set.rehearsal/manifest.json", cleaned.Removed);
        Assert.False(Directory.Exists(dataset.InRoot("out/set.rehearsal")));
    }

    [Fact]
    public async Task KeepsWhatPeopleChangedOrAdded()
    {
        using var dataset = await TestDataset.Of(24).BuiltAsync();
        var edited = dataset.Shards().Keys.First();
        File.AppendAllText(dataset.InRoot(edited), "mine");
        File.WriteAllText(dataset.InRoot("out/set/notes.txt"), "mine");

        var cleaned = DatasetClean.Run(dataset.Workspace(), dataset.Definition, cacheToo: false);

        Assert.Equal<string>([edited], cleaned.Kept);
        Assert.Equal(new[] { edited, "out/set/notes.txt" }.Order(StringComparer.Ordinal), dataset.Files("out"));
    }

    [Fact]
    public void OfWhatWasNeverBuiltDoesNothing()
    {
        using var dataset = TestDataset.Of(3);
        var before = dataset.Files("");

        var cleaned = DatasetClean.Run(dataset.Workspace(), dataset.Definition, cacheToo: true);

        Assert.Empty(cleaned.Removed);
        Assert.Equal(before, dataset.Files(""));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../..")]
    [InlineData(".")]
    [InlineData("a/../../b")]
    public async Task ReachesNoOtherFolderThroughAName(string name)
    {
        using var dataset = await TestDataset.Of(8).BuiltAsync();
        dataset.Redefine("dataset: set", $"dataset: {name}");
        File.Copy(dataset.InRoot("out/set/manifest.json"), dataset.InRoot("manifest.json"));
        File.Copy(dataset.InRoot("out/set/manifest.json"), dataset.InRoot("out/manifest.json"));
        var before = dataset.Files("").Where(f => !f.StartsWith(".synth", StringComparison.Ordinal)).ToList();

        DatasetClean.Run(dataset.Workspace(), dataset.Definition, cacheToo: true);

        Assert.Equal(before, dataset.Files("").Where(f => !f.StartsWith(".synth", StringComparison.Ordinal)));
    }
}
