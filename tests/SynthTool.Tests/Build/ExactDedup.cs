using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>The corpus contract: a decision depends on all rows, and only the blocks whose decisions change are applied again.</summary>
public sealed class ExactDedup
{
    private static TestDataset Texts(int seeds) => TestDataset.Of(seeds)
        .Redefine("  - { generate: reply, teacher: writer, prompt: prompts/reply.sbn }", "  - { dedup: seed.text }")
        .Redefine(", reply: reply", "");

    [Fact]
    public async Task KeepsTheFirstInTheDatasetsOrder()
    {
        using var dataset = Texts(40).Edit("s-002", "same").Edit("s-020", "same").Edit("s-035", "same");
        var outcome = await dataset.BuildAsync();

        Assert.Equal((40L, 38L), (outcome.Seeds, outcome.Rows));
        Assert.Equal((40L, 38L, 2L), (outcome.Funnel[0].In, outcome.Funnel[0].Out, outcome.Funnel[0].Dropped["duplicate"]));
        var kept = await dataset.ExplainAsync("row:s-002");
        var gone = await dataset.ExplainAsync("row:s-035");
        Assert.True(kept.Row!.Kept);
        Assert.Equal("equals row s-002", gone.Row!.Dropped!.Because);
    }

    [Fact]
    public async Task AppliesAgainOnlyTheBlocksWhoseDecisionsChange()
    {
        using var dataset = await Texts(60).Edit("s-002", "same").Edit("s-055", "same").BuiltAsync();
        var (before, stamps) = (LockFile.Parse(dataset.LockText).Lock.Traces, dataset.Shards());

        dataset.Edit("s-002", "another");
        var plan = await dataset.PlanAsync();
        var outcome = await dataset.BuildAsync();

        Assert.True(plan.Partitions > 8, $"{plan.Partitions} partitions are too few to tell");
        Assert.Equal(2, plan.StalePartitions);
        Assert.Equal((60L, 2), (outcome.Rows, outcome.Shards.Written));
        var after = LockFile.Parse(dataset.LockText).Lock.Traces;
        Assert.Equal([(0, 1), (1, 2)], after.Where(t => before[t.Key] != t.Value).CountBy(t => t.Key.Stage).OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
        Assert.Equal(stamps.Count - 2, stamps.Intersect(dataset.Shards()).Count());
    }

    [Fact]
    public async Task SaysThatAFarPartitionIsStaleForADecision()
    {
        using var dataset = await Texts(60).Edit("s-002", "same").Edit("s-055", "same").BuiltAsync();

        var plan = await dataset.Edit("s-002", "another").PlanAsync();

        Assert.Equal(
            ["dataset seed-changed data/seeds/a.jsonl:2", "partition seed-changed data/seeds/a.jsonl:2", "partition decision-changed ", "shard", "shard"],
            plan.Stale.Select(s => s.What.StartsWith("shard", StringComparison.Ordinal) ? "shard" : $"{s.What.Split(':')[0]} {s.Code} {s.Where}"));
    }

    [Fact]
    public async Task HasAStateThatIsDisposable()
    {
        using var dataset = await Texts(40).Edit("s-002", "same").Edit("s-035", "same").BuiltAsync();
        dataset.Files(".synth").Where(f => f.EndsWith("/sketches", StringComparison.Ordinal)).ToList().ForEach(f => dataset.Remove(f));

        await dataset.Edit("s-002", "another").BuiltAsync();

        using var fresh = await dataset.FromScratch().BuiltAsync();
        Assert.Equal(fresh.Outputs(), dataset.Outputs());
    }
}
