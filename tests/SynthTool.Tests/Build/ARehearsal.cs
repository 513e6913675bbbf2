using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class ARehearsal
{
    [Fact]
    public async Task BuildsEndToEndForNothingInAFolderOfItsOwn()
    {
        using var dataset = TestDataset.Rich(24).Redefine("  - rows >= 10\n", "");

        var outcome = await dataset.BuildAsync(o => o with { Rehearse = true, Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.NotEmpty(dataset.Shards());
        Assert.All(dataset.Outputs().Keys, path => Assert.StartsWith("out/set.rehearsal/", path, StringComparison.Ordinal));
        Assert.Empty(dataset.Files(".synth/responses"));
    }

    [Fact]
    public async Task CountsWhatItMadeUpApartFromWhatIsStored()
    {
        using var dataset = await TestDataset.Of(6).BuiltAsync();
        dataset.Edit("s-005", "other").Insert("s-007", "new");

        var outcome = await dataset.BuildAsync(o => o with { Rehearse = true });

        Assert.Equal((5L, 2L), (outcome.Reused, outcome.MadeUp));
    }

    [Fact]
    public async Task TouchesNeitherStoreNorLockNorShards()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var (outputs, shards) = (dataset.Outputs(), dataset.Shards());
        var store = dataset.Files(".synth/responses").ToDictionary(f => f, f => File.ReadAllBytes(dataset.InRoot(f)).Length);
        dataset.Edit("s-005", "other");

        var outcome = await dataset.BuildAsync(o => o with { Rehearse = true });

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(outputs, new(dataset.Outputs().Where(o => !o.Key.StartsWith("out/set.rehearsal/", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal));
        Assert.Equal(shards, new(dataset.Shards().Where(o => !o.Key.StartsWith("out/set.rehearsal/", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal));
        Assert.Equal(store, dataset.Files(".synth/responses").ToDictionary(f => f, f => File.ReadAllBytes(dataset.InRoot(f)).Length));

        var real = await dataset.BuildAsync();
        Assert.Equal(4, real.Calls);
        using var fresh = await dataset.FromScratch().BuiltAsync();
        Assert.Equal(fresh.LockText, dataset.LockText);
    }
}
