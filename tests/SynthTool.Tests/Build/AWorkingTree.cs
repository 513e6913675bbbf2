using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>Caches and outputs stay when git changes the files around them.</summary>
public sealed class AWorkingTree
{
    [Fact]
    public async Task ThatPullsAnothersWorkBuildsItWithoutACallOrAChangeOfTheLock()
    {
        using var mine = await TestDataset.Rich(24).BuiltAsync();
        using var theirs = mine.Clone();
        await theirs.Edit("s-009", "new").Redefine("reply.score >= 0.1", "reply.score >= 0.2").BuiltAsync();

        mine.CheckOut(theirs);
        var outcome = await mine.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(theirs.Outputs(), mine.Outputs());
    }

    [Fact]
    public async Task ThatSwitchesBranchesComesBackToTheSameBytes()
    {
        using var tree = await TestDataset.Rich(24).BuiltAsync();
        using var main = tree.Clone();
        var before = tree.Outputs();
        await tree.Edit("s-009", "new").Delete("s-002").Redefine("samples: 2", "samples: 3").BuiltAsync();
        using var branch = tree.Clone();
        var after = tree.Outputs();

        await tree.CheckOut(main).BuiltAsync(o => o with { Locked = true, Offline = true });
        Assert.Equal(before, tree.Outputs());
        await tree.CheckOut(branch).BuiltAsync(o => o with { Locked = true, Offline = true });
        Assert.Equal(after, tree.Outputs());
    }

    [Fact]
    public async Task ThatIsMergedInPlaceIsRepairedWithoutACall()
    {
        using var mine = await TestDataset.Rich(24).BuiltAsync();
        using var theirs = mine.Clone();
        await theirs.Edit("s-009", "theirs").BuiltAsync();
        await mine.Edit("s-011", "mine").BuiltAsync();

        mine.Edit("s-009", "theirs").Write("responses/reply.jsonl", mine.Read("responses/reply.jsonl") + theirs.Read("responses/reply.jsonl"));
        mine.Write("set.synth.lock", $"<<<<<<< HEAD\n{mine.LockText}=======\n{theirs.LockText}>>>>>>> theirs\n");
        var outcome = await mine.BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        using var fresh = await mine.FromScratch().BuiltAsync();
        Assert.Equal(fresh.LockText, mine.LockText);
        Assert.Equal(fresh.Shards().Keys, mine.Shards().Keys);
    }

    [Fact]
    public async Task RepeatsTheWarningsOfItsLastBuild()
    {
        using var dataset = TestDataset.Of(0).Redefine(", key: id", "").Write("seeds/a.jsonl", "{\"id\":\"a\",\"text\":\"x\"}\n{\"text\":\"x\",\"id\":\"a\"}\n");
        var built = await dataset.BuildAsync();

        var again = await dataset.BuildAsync();

        Assert.Equal((1L, BuildStatus.UpToDate), (built.Seeds, again.Status));
        Assert.Equal(built.Diagnostics.Select(d => $"{d}"), again.Diagnostics.Select(d => $"{d}"));
        Assert.Single(again.Diagnostics);
    }

    [Fact]
    public async Task WithTwoDefinitionsOfOneNameSaysSoInsteadOfWritingOneOverTheOther()
    {
        using var dataset = TestDataset.Of(4);
        dataset.Write("other/twin.synth.yaml", TestDataset.DefaultDefinition);

        var outcome = await dataset.BuildAsync();

        Assert.Equal(ExitCode.Failed, outcome.ExitCode);
        Assert.Equal(["SYNTH1309"], outcome.Diagnostics.Select(d => d.Kind.Code));
        Assert.Contains("data/other/twin.synth.yaml", outcome.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Empty(dataset.Outputs());
    }
}
