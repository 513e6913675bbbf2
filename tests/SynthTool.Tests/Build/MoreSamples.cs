using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class MoreSamples
{
    private static TestDataset Sampled(int samples)
    {
        var dataset = TestDataset.Of(10).Redefine("prompt:", $"samples: {samples}, prompt:");
        dataset.Teacher.Reply = TestTeacher.Says(r => r.Key[..8]);
        return dataset;
    }

    [Fact]
    public async Task BuyOnlyTheNewOnes()
    {
        using var dataset = await Sampled(2).BuiltAsync();

        var outcome = await dataset.Redefine("samples: 2", "samples: 4").BuildAsync();

        Assert.Equal((20L, 20L, 40L), (outcome.Calls, outcome.Reused, outcome.Rows));
        using var fresh = await Sampled(4).BuiltAsync();
        Assert.Equal(fresh.Outputs(), dataset.Outputs());
    }

    [Fact]
    public async Task TakenBackCostNothing()
    {
        using var dataset = await Sampled(2).BuiltAsync();
        var before = dataset.Outputs();
        await dataset.Redefine("samples: 2", "samples: 4").BuiltAsync();

        var outcome = await dataset.Redefine("samples: 4", "samples: 2").BuildAsync();

        Assert.Equal((0L, 20L), (outcome.Calls, outcome.Rows));
        Assert.Equal(before, dataset.Outputs());
    }
}
