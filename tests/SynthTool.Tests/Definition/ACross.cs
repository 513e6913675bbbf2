using SynthTool.Definition;

namespace SynthTool.Tests.Definition;

public sealed class ACross
{
    private const string Both = "a: { from: a.jsonl, key: id }, b: { from: b.csv }";

    [Fact]
    public void NamesItsSourcesInItsOwnOrder()
    {
        var definition = Read($"{{ {Both}, cross: [b, a], where: seed.a.n > seed.b.n, limit: 7 }}");

        Assert.Equal(["b", "a"], definition.Sources.Select(s => s.Name));
        Assert.Equal(["data/b.csv", "data/a.jsonl"], definition.Sources.Select(s => s.From[0].Value));
        Assert.Equal(("seed.a.n > seed.b.n", 7, null), (definition.Cross!.Where!.Text, definition.Cross.Limit, definition.Cross.Sample));
        Assert.Empty(definition.Cross.GroupedBy);
    }

    [Theory]
    [InlineData("a", "a", "")]
    [InlineData("a.family", "a", "family")]
    [InlineData("[b, a.first.name]", "b a", "first.name")]
    [InlineData("[a.x, a.y]", "a", "x y")]
    public void IsGroupedBySourcesOrTheirFields(string group, string sources, string fields)
    {
        var definition = Read($"{{ {Both}, cross: [b, a], group: {group} }}");

        Assert.Equal(sources, string.Join(' ', definition.Cross!.GroupedBy));
        Assert.Equal(fields, string.Join(' ', definition.Sources.SelectMany(s => s.Group).Select(g => g.Value)));
    }

    [Theory]
    [InlineData("{ a: { from: x }, bee: { from: y }, cross: [a, «0507»bea] }", "did you mean \"bee\"?")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, b, «0505»a] }", "give it two names")]
    [InlineData("{ a: { from: x }, b: { from: y }, «0505»c: { from: z }, cross: [a, b] }", "add it to \"cross\"")]
    [InlineData("{ «0503»a: { from: x }, b: { from: y } }", "write cross: [a, b] beside them")]
    [InlineData("{ a: { from: x }, cross: «0505»[a] }", "without a name")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: «0505»[] }", "at least one item")]
    [InlineData("{ «0506»in: { from: x }, b: { from: y }, cross: [in, b] }", null)]
    [InlineData("{ «0506»a-b: { from: x }, b: { from: y }, cross: [a-b, b] }", null)]
    [InlineData("{ «0506»limit: { from: x }, b: { from: y }, cross: [limit, b] }", null)]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, b], «0501»whre: seed.a.n > 1 }", "did you mean \"where\"?")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, b], «0501»from: z }", "known here")]
    [InlineData("{ a: { from: x, «0501»kye: id }, b: { from: y }, cross: [a, b] }", "did you mean \"key\"?")]
    [InlineData("{ a: «0504»x.jsonl, b: { from: y }, cross: [a, b] }", null)]
    [InlineData("{ a: { from: x, group: «0505»family }, b: { from: y }, cross: [a, b] }", "write group: a.family beside \"cross\"")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, b], limit: «0505»0 }", null)]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, b], limit: «0505»5, sample: 5 }", "remove one of them")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, b], group: [«0507»other.x] }", "known here: a, b")]
    [InlineData("{ a: { from: x }, b: { from: y }, cross: [a, b], group: [a.x, «0505»a.x] }", null)]
    public void ThatIsMistakenIsRefusedWithWhatToDo(string seeds, string? hint)
    {
        var found = Assert.Single(Sample.AssertFindings($"dataset: d\nseeds: {seeds}\n"));

        Assert.Contains(hint ?? "", found.Hint ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void ThatIsMisspeltIsMissingAndTold() =>
        Sample.AssertFindings("dataset: d\nseeds: { «0503»a: { from: x }, b: { from: y }, «0501»corss: [a, b] }\n");

    [Fact]
    public void HasNoMoreSourcesThanCanBeThoughtOf()
    {
        var names = Enumerable.Range(0, 9).Select(i => $"s{i}").ToList();

        Sample.AssertFindings($"dataset: d\nseeds: {{ {string.Join(", ", names.Select(n => $"{n}: {{ from: x }}"))}, cross: «0505»[{string.Join(", ", names)}] }}\n");
    }

    private static DatasetDefinition Read(string seeds) => Sample.ReadClean($"dataset: d\nseeds: {seeds}\n");
}
