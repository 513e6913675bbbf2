using SynthTool.Curation;
using SynthTool.Definition;
using SynthTool.Formats;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Tests.Definition;

namespace SynthTool.Tests.Curation;

public sealed class ASplit
{
    private static readonly string[] Groups = [.. Enumerable.Range(0, 4000).Select(i => $"group {i}")];

    [Fact]
    public async Task FollowsFromTheGroupsNameAlone()
    {
        var step = Step("train: 80, test: 20");

        Assert.Equal(await SplitAsync(step, "a", "g"), await SplitAsync(step, "b", "g"));
        Assert.Equal("train train train test train train train train train test", string.Join(' ', await Task.WhenAll(Enumerable.Range(1, 10).Select(i => SplitAsync(Step("train: 60, test: 40"), "x", $"g{i}"))))); // pinned: another machine or version must split the same
    }

    [Theory]
    [InlineData("train: 80, test: 20", 80, 20, 0)]
    [InlineData("train: 87.5, test: 12.5", 87.5, 12.5, 0)]
    [InlineData("train: 33.3, test: 33.3, dev: 33.4", 33.3, 33.3, 33.4)]
    [InlineData("train: 100", 100, 0, 0)]
    public async Task ComesCloseToItsShares(string shares, double train, double test, double dev)
    {
        var splits = (await SplitsAsync(shares)).CountBy(s => s).ToDictionary();

        Assert.Equal(train, splits.GetValueOrDefault("train") / 40.0, tolerance: 2.5);
        Assert.Equal(test, splits.GetValueOrDefault("test") / 40.0, tolerance: 2.5);
        Assert.Equal(dev, splits.GetValueOrDefault("dev") / 40.0, tolerance: 2.5);
    }

    [Fact]
    public async Task MovesNoGroupBackWhenAShareGrows()
    {
        var before = await SplitsAsync("train: 80, test: 20");
        var after = await SplitsAsync("train: 85, test: 15");

        Assert.DoesNotContain(before.Zip(after), s => s is ("train", "test"));
        Assert.InRange(before.Zip(after).Count(s => s is ("test", "train")), 100, 300);
    }

    private static SplitStep Step(string shares) => new((SplitDefinition)Sample.ReadClean($"{Sample.Head}steps:\n  - split: {{ {shares} }}\n").Steps[0]);

    private static async Task<string> SplitAsync(SplitStep step, string key, string group) =>
        Assert.IsType<Verdict.Keep>(Assert.Single(await step.ApplyAsync(new Row(key, new Seed(key, JsonValue.Null, group)), default))).Row.Split!;

    private static async Task<string[]> SplitsAsync(string shares)
    {
        var step = Step(shares);
        return await Task.WhenAll(Groups.Select(g => SplitAsync(step, g, g)));
    }
}
