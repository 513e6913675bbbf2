using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class MovedSeeds
{
    [Fact]
    public async Task BetweenFilesInTheSameOrderChangeNothing()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.Outputs();
        var shards = dataset.Shards();
        foreach (var key in dataset.Keys.Skip(15).ToList())
        {
            dataset.Move(key, "seeds/b.jsonl");
        }

        var outcome = await dataset.BuildAsync();

        Assert.Equal((BuildStatus.UpToDate, 0L), (outcome.Status, outcome.Calls));
        Assert.Equal(before, dataset.Outputs());
        Assert.Equal(shards, dataset.Shards());
    }

    [Fact]
    public async Task IntoARenamedFileChangeNothing()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.Outputs();
        File.Move(dataset.At("seeds/a.jsonl"), dataset.At("seeds/other.jsonl"));

        var outcome = await dataset.BuildAsync();

        Assert.Equal((BuildStatus.UpToDate, 0L), (outcome.Status, outcome.Calls));
        Assert.Equal(before, dataset.Outputs());
    }

    [Fact]
    public async Task ToAnotherPlaceInTheOrderCostNoCall()
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();

        var outcome = await dataset.Move("s-003", "seeds/b.jsonl").Move("s-021", "seeds/0.jsonl").BuildAsync();

        Assert.Equal((ExitCode.Done, 0L, 40L), (outcome.ExitCode, outcome.Calls, outcome.Rows));
        using var fresh = TestDataset.Of(40).Move("s-003", "seeds/b.jsonl").Move("s-021", "seeds/0.jsonl");
        Assert.Equal((await fresh.BuiltAsync()).Outputs(), dataset.Outputs());
    }
}
