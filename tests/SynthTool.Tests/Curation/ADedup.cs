using System.Text.Json;
using CsCheck;
using SynthTool.Curation;
using SynthTool.Definition;
using SynthTool.Formats;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Tests.Definition;

namespace SynthTool.Tests.Curation;

public sealed class ADedup
{
    [Fact]
    public void KeepsTheFirstOfEqualRowsWhereverThePartitionsAreCut() => Gen.Int[0, 12].Array[0, 30].SelectMany(values => Gen.Int[0, values.Length].Array[0, 4].Select(cuts => (values, cuts)))
        .Sample(t =>
        {
            int[] bounds = [0, .. t.cuts.Order(), t.values.Length];
            var blocks = bounds.Zip(bounds.Skip(1)).Select(b => BlockOf([.. t.values[b.First..b.Second].Select((v, i) => ($"{b.First + i}", $$"""{"v":{{v}}}"""))])).ToList();
            Assert.Equal(t.values.Select((v, i) => Array.IndexOf(t.values, v) == i), Kept("seed.v", blocks));
        });

    [Theory]
    [InlineData("""{"v":1}""", """{"v":1.0}""", true)]
    [InlineData("""{"v":100}""", """{"v":1e2}""", true)]
    [InlineData("""{"v":1}""", """{"v":"1"}""", false)]
    [InlineData("""{"v":"é"}""", """{"v":"\u00e9"}""", true)]
    [InlineData("""{"v":"é"}""", """{"v":"e\u0301"}""", false)]
    [InlineData("""{"v":{"a":1,"b":2}}""", """{"v":{"b":2,"a":1}}""", true)]
    [InlineData("""{"v":[1,2]}""", """{"v":[2,1]}""", false)]
    [InlineData("""{"v":null}""", """{"v":"null"}""", false)]
    [InlineData("""{"v":9007199254740993}""", """{"v":9007199254740992}""", false)]
    public void ComparesValuesAsJsonNotAsText(string one, string other, bool areEqual) =>
        Assert.Equal([true, !areEqual], Kept("seed.v", [BlockOf(("a", one), ("b", other))]));

    [Fact]
    public void TellsColumnsApartThatOnlyLookEqualWhenJoined() =>
        Assert.Equal([true, true], Kept("[seed.v, seed.w]", [BlockOf(("a", """{"v":"x\"","w":"y"}"""), ("b", """{"v":"x","w":"\"y"}"""))]));

    [Fact]
    public void PassesOverRowsThatAreGoneAlready()
    {
        var block = BlockOf(("a", """{"v":1}"""), ("b", """{"v":1}"""));
        var gone = block with { Outcomes = [block.Outcomes[0] with { Removal = new Removal("filter", "x", null, false) }, block.Outcomes[1]] };

        Assert.Equal([true], Kept("seed.v", [gone]));
    }

    private static Block BlockOf(params ReadOnlySpan<(string Id, string Seed)> rows) =>
        new([.. rows.ToArray().Select(r => new Outcome(new Row(r.Id, new Seed(r.Id, JsonElement.Parse(r.Seed), r.Id)), null))], []);

    private static IEnumerable<bool> Kept(string columns, IReadOnlyList<Block> blocks)
    {
        var step = new DedupStep((DedupDefinition)Sample.ReadClean($"{Sample.Head}steps:\n  - dedup: {columns}\n").Steps[0], NameShapes.Of(Shape.Any));
        var decisions = step.Decide([.. blocks.Select(step.Sketch)]);
        return blocks.SelectMany((b, i) => step.Apply(b, decisions[i])).Select(v => v is Verdict.Keep);
    }
}
