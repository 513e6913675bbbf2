namespace SynthTool.Tests.Definition;

public sealed class ATaxonomySource
{
    [Theory]
    [InlineData("taxonomy/", "data/taxonomy")]
    [InlineData("../tree", "tree")]
    [InlineData(".", "data")]
    public void IsAFolder(string written, string resolved)
    {
        var source = Assert.Single(Sample.ReadClean($"dataset: d\nseeds: {{ from: {{ taxonomy: {written} }}, group: path }}\n").Sources);

        Assert.Equal(resolved, source.Taxonomy!.Value);
        Assert.Empty(source.From);
    }

    [Theory]
    [InlineData("{ from: { taxonomy: «0505»t/*/x } }")]
    [InlineData("{ from: { taxonomy: t, «0501»branch: x } }")]
    [InlineData("{ from: { taxonomy: «0504»[a, b] } }")]
    [InlineData("{ from: { taxonomy: «0101»../../t } }")]
    [InlineData("{ from: [a.jsonl, { «0505»taxonomy: t/ }] }")]
    [InlineData("{ from: { taxonomy: t }, chunk: «0505»{ by: heading } }")]
    public void ThatCannotBeReadIsRefused(string seeds) => Sample.AssertFindings($"dataset: d\nseeds: {seeds}\n");
}
