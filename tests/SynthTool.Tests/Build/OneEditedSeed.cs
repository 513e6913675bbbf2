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
}
