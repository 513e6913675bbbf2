namespace SynthTool.Tests.Definition;

public sealed class ASourceWithColumns
{
    [Theory]
    [InlineData("columns: id", "id")]
    [InlineData("columns: [id, first-name], rename: { first-name: name }, key: id, group: name", "id first-name")]
    public void KeepsThem(string keys, string columns) =>
        Assert.Equal(columns.Split(' '), Assert.Single(Sample.ReadClean($"dataset: d\nseeds: {{ from: a.csv, {keys} }}\n").Sources).Columns.Select(c => c.Value));

    [Theory]
    [InlineData("columns: «0505»[]")]
    [InlineData("columns: «0504»{ a: b }")]
    [InlineData("columns: [a, «0505»a]")]
    [InlineData("columns: [a], rename: { «0505»b: c }")]
    [InlineData("columns: [a], key: «0505»b")]
    [InlineData("columns: [a], rename: { a: b }, group: «0505»a")]
    public void ThatContradictItAreRefused(string keys) => Sample.AssertFindings($"dataset: d\nseeds: {{ from: a.csv, {keys} }}\n");
}
