using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Formats;
using SynthTool.Generation;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Tests.Definition;

namespace SynthTool.Tests.Generation;

public sealed class AnEachStep
{
    private static readonly Row Guide = RowOf("""{"list":["a",{"b":1},null],"none":[],"nothing":null,"text":"t","one":1,"two":[2]}""");

    [Theory]
    [InlineData("[calm, brief]", "g/calm \"calm\", g/brief \"brief\"")]
    [InlineData("[1, 2.50, true]", "g/1 1, g/2.50 2.5, g/true true")]
    [InlineData("[{ name: new user, how: x }, { name: admin, how: y }]", "g/new user {\"how\":\"x\",\"name\":\"new user\"}, g/admin {\"how\":\"y\",\"name\":\"admin\"}")]
    [InlineData("[{ name: a }, { name: a }]", "g/0 {\"name\":\"a\"}, g/1 {\"name\":\"a\"}")]
    [InlineData("[1, \"1\"]", "g/0 1, g/1 \"1\"")]
    [InlineData("[\"a/b\", \"50%\", \"a%2Fb\"]", "g/a%2Fb \"a/b\", g/50%25 \"50%\", g/a%252Fb \"a%2Fb\"")]
    [InlineData("[\"\", b]", "g/0 \"\", g/1 \"b\"")]
    [InlineData("[[1], b]", "g/0 [1], g/1 \"b\"")]
    [InlineData("[{}, b]", "g/0 {}, g/1 \"b\"")]
    [InlineData("[{ a: { b: c } }, b]", "g/0 {\"a\":{\"b\":\"c\"}}, g/1 \"b\"")]
    [InlineData("seed.list", "g/0 \"a\", g/1 {\"b\":1}, g/2 null")]
    [InlineData("[seed.one, seed.two, seed.nothing]", "g/seed.one 1, g/seed.two [2], g/seed.nothing null")]
    [InlineData("[seed.one, seed.one]", "g/0 1, g/1 1")]
    [InlineData("[\"seed['one']\", \"seed.two[0]\"]", "g/seed['one'] 1, g/seed.two[0] 2")]
    public async Task NamesItsRowsByValueWhereThatIsShortAndUniqueElseByPosition(string elements, string rows) =>
        Assert.Equal(rows, await RowsAsync(elements));

    [Fact]
    public async Task NamesALongTextByPosition() => Assert.Equal("g/0, g/1", string.Join(", ", await IdsAsync(Guide, $"[{new string('x', 65)}, b]")));

    [Fact]
    public async Task NamesNoRowWithALineBreak() => Assert.Equal("g/a%0Ab, g/c%09d", string.Join(", ", await IdsAsync(Guide, "[\"a\\nb\", \"c\\td\"]")));

    [Theory]
    [InlineData("seed.none")]
    [InlineData("seed.nothing")]
    public async Task DropsARowWhoseListIsEmptyOrMissing(string list)
    {
        var drop = Assert.IsType<Verdict.Drop>(Assert.Single(await Step(list).ApplyAsync(Guide, default)));

        Assert.Equal(("g", "empty", false), (drop.Row.Id, drop.Reason, drop.IsQuarantine));
    }

    [Fact]
    public async Task FailsARowWhoseValueIsNoListAndNamesIt()
    {
        var failure = await Assert.ThrowsAsync<StepFailure>(async () => await Step("seed.text").ApplyAsync(Guide, default));

        Assert.Equal(("SYNTH0992", 5), (failure.Found.Kind.Code, failure.Found.Place!.Line));
        Assert.Equal("For row \"g\": seed.text is no list but \"\"t\"\"", failure.Found.Message);
    }

    [Fact]
    public async Task DrawsTheSameForARowWhateverElseThereIs()
    {
        const string Values = "[a, b, c, d, e, f, g, h], sample: 3";
        var drawn = await IdsAsync(Guide, Values);

        Assert.Equal(3, drawn.Distinct().Count());
        Assert.Equal(drawn.Order(StringComparer.Ordinal), drawn); // in declared order
        Assert.Equal(drawn, await IdsAsync(Guide, Values));
        Assert.Equal(["g/b", "g/e", "g/h"], drawn); // pinned: another machine or version must draw the same
        Assert.True(new HashSet<string>(await Task.WhenAll(Enumerable.Range(0, 50).Select(async i => string.Concat((await IdsAsync(RowOf("{}", $"r{i}"), Values)).Select(id => id[^1]))))).Count > 20);
    }

    [Fact]
    public async Task DrawsByWeight()
    {
        var counts = new Dictionary<string, int> { ["rare"] = 0, ["often"] = 0, ["never"] = 0 };
        var step = Step("[rare, often, never], weights: [1, 3, 0.000001], sample: 1");
        for (var i = 0; i < 2000; i++)
        {
            counts[(await step.ApplyAsync(RowOf("{}", $"r{i}"), default))[0].Row.Id.Split('/')[1]]++;
        }

        Assert.InRange(counts["rare"], 430, 570);
        Assert.InRange(counts["often"], 1430, 1570);
        Assert.Equal(0, counts["never"]);
    }

    [Fact]
    public async Task DrawsEveryElementOfALongListWithTheLargestWeights()
    {
        var step = Step($"[{string.Join(", ", Enumerable.Range(0, 30_000))}], weights: [{string.Join(", ", Enumerable.Repeat(1_000_000_000, 30_000))}], sample: 1");
        var drawn = new List<int>();
        for (var i = 0; i < 12; i++)
        {
            drawn.Add(int.Parse((await step.ApplyAsync(RowOf("{}", $"r{i}"), default))[0].Row.Id.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.True(drawn.Max() > 20_000, $"the sum of the weights was cut: nothing beyond {drawn.Max()} is drawn");
    }

    [Fact]
    public async Task TakesAllWhenThereAreNoMoreThanItDraws() => Assert.Equal(["g/0", "g/1", "g/2"], await IdsAsync(Guide, "seed.list, sample: 5"));

    private static Row RowOf(string json, string id = "g") => new(id, new Seed(id, JsonElement.Parse(json), id));

    private static EachStep Step(string elements) => new((EachDefinition)Sample.ReadClean($"{Sample.Head}steps:\n\n  - {{ each: it, in: {elements} }}\n").Steps[0], NameShapes.Of(Shape.Any));

    private static async Task<List<string>> IdsAsync(Row row, string elements) => [.. (await Step(elements).ApplyAsync(row, default)).Select(v => Assert.IsType<Verdict.Keep>(v).Row.Id)];

    private static async Task<string> RowsAsync(string elements) => string.Join(", ", (await Step(elements).ApplyAsync(Guide, default))
        .Select(v => Assert.IsType<Verdict.Keep>(v).Row).Select(r => $"{r.Id} {Assert.Single(r.Columns).Value.GetRawText()}"));
}
