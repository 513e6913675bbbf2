using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>Two people edit and buy, and git merges what they committed.</summary>
public sealed class TwoClones
{
    [Theory]
    [InlineData("conflict")]
    [InlineData("union")]
    [InlineData("ours")]
    [InlineData("theirs")]
    [InlineData("nonsense")]
    [InlineData("gone")]
    public async Task ThatAreMergedHaveTheirLockRepairedWithoutACall(string merge)
    {
        using var ours = await TestDataset.Rich(24).BuiltAsync();
        using var theirs = ours.Clone();
        await ours.Edit("s-003", "mine").BuiltAsync();
        await theirs.Edit("s-015", "yours").Insert("t-001", "new", file: "seeds/t.jsonl").BuiltAsync();
        using var merged = Merge(ours, theirs, merge);

        var outcome = await merged.BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(merge switch { "conflict" => ["SYNTH1304"], "nonsense" => ["SYNTH1303"], _ => [] }, outcome.Diagnostics.Select(d => d.Kind.Code));
        using var fresh = await merged.FromScratch().BuiltAsync();
        Assert.Equal(fresh.Shards().Keys, merged.Shards().Keys);
        Assert.Equal(fresh.LockText, merged.LockText);
        var again = await merged.BuildAsync(o => o with { Locked = true, Offline = true });
        Assert.Equal(BuildStatus.UpToDate, again.Status);
        Assert.Empty(again.Diagnostics); // the lock is repaired: nothing is left to warn of
    }

    [Fact]
    public async Task OfWhichOneNeedsAnAnswerFailAFrozenBuildThatNamesWhatIsMissing()
    {
        using var main = await TestDataset.Rich(24).BuiltAsync();
        using var pull = main.Clone().Edit("s-003", "mine");
        var lockText = pull.LockText;

        var outcome = await pull.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });

        Assert.Equal((ExitCode.ResponseMissing, 0L, 4L), (outcome.ExitCode, outcome.Calls, outcome.MissingCount));
        Assert.Equal(["SYNTH1301"], outcome.Diagnostics.Select(d => d.Kind.Code));
        Assert.All(outcome.Missing, m => Assert.Equal(("reply", "s-003", 64), (m.Step, m.Seed, m.Key.Length)));
        Assert.Equal(4, outcome.Missing.Length);
        Assert.Equal(lockText, pull.LockText);
        Assert.Empty(pull.Shards());

        await pull.BuiltAsync();
        using var reviewed = pull.Clone();
        var frozen = await reviewed.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });
        Assert.Equal((ExitCode.Done, 0L), (frozen.ExitCode, frozen.Calls));
    }

    [Theory]
    [InlineData("set.synth.yaml", "reply.score >= 0.1", "reply.score >= 0.3", "step-changed (data/set.synth.yaml:12)")]
    [InlineData("set.synth.yaml", "rows >= 10", "rows >= 11", "gate-changed")]
    [InlineData("set.synth.yaml", "For tests", "For all", "step-changed (data/set.synth.yaml)")]
    [InlineData("prompts/parts/ask.sbn", "Say", "{{# now #}}Say", "template-changed (data/prompts/parts/ask.sbn)")]
    [InlineData("set.synth.lock", "count rows ", "count rows 1", "counts")]
    public async Task OfWhichOneForgotToBuildFailAFrozenBuildThatSaysWhy(string file, string old, string by, string why)
    {
        using var main = await TestDataset.Rich(24).BuiltAsync();
        using var pull = main.Clone().Replace(file, old, by);
        var lockText = pull.LockText;

        var outcome = await pull.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });

        Assert.Equal((ExitCode.OutOfDate, BuildStatus.OutOfDate), (outcome.ExitCode, outcome.Status));
        var found = Assert.Single(outcome.Diagnostics);
        Assert.Equal("SYNTH1302", found.Kind.Code);
        Assert.Contains(why, found.Message, StringComparison.Ordinal);
        Assert.Equal(lockText, pull.LockText);
        Assert.Empty(pull.Shards());
    }

    private static TestDataset Merge(TestDataset ours, TestDataset theirs, string merge)
    {
        var merged = ours.Clone();
        merged.Edit("s-015", "yours").Insert("t-001", "new", file: "seeds/t.jsonl");
        merged.Write("responses/reply.jsonl", ours.Read("responses/reply.jsonl") + string.Concat(theirs.Read("responses/reply.jsonl").Split('\n').Where(l => l.Length > 0 && !ours.Read("responses/reply.jsonl").Contains(l, StringComparison.Ordinal)).Select(l => l + "\n")));
        switch (merge)
        {
            case "conflict":
                merged.Write("set.synth.lock", $"# synth lock 1\n<<<<<<< HEAD\n{ours.LockText}=======\n{theirs.LockText}>>>>>>> theirs\n");
                break;
            case "union":
                merged.Write("set.synth.lock", ours.LockText + theirs.LockText);
                break;
            case "theirs":
                merged.Write("set.synth.lock", theirs.LockText);
                break;
            case "nonsense":
                merged.Write("set.synth.lock", ours.LockText + "what is this\npartition 0 x\nshard \"\n");
                break;
            case "gone":
                merged.Remove("data/set.synth.lock");
                break;
            default:
                break;
        }

        return merged;
    }
}
