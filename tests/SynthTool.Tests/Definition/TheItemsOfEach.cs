using System.Text.Json;
using SynthTool.Definition;

namespace SynthTool.Tests.Definition;

public sealed class TheItemsOfEach
{
    [Theory]
    [InlineData("[seed.a, row.id]")]
    [InlineData("[answer]")]
    [InlineData("[answer.text, answer]")]
    [InlineData("['seed[\"first-name\"]', \"seed.b\"]")]
    [InlineData("[seed.a | string.upcase]")]
    public void AreColumnsWhereTheyBeginWithAKnownName(string items)
    {
        var each = Read(items);

        Assert.NotEmpty(each.Columns);
        Assert.Empty(each.Values);
    }

    [Theory]
    [InlineData("[short, long]", """["short","long"]""")]
    [InlineData("[later, x, seeds.a, answers.b]", """["later","x","seeds.a","answers.b"]""")]
    [InlineData("[seed, row]", """["seed","row"]""")]
    [InlineData("[1, 2.50, true, 'no', no]", """[1,2.50,true,"no","no"]""")]
    [InlineData("[{ a: seed.b }, [seed.a], { c: null }]", """[{"a":"seed.b"},["seed.a"],{"c":null}]""")]
    [InlineData("[the answer., Answer]", """["the answer.","Answer"]""")]
    public void AreLiteralValuesOtherwise(string items, string values)
    {
        var each = Read(items);

        Assert.Equal(values, JsonSerializer.Serialize(each.Values));
        Assert.Empty(each.Columns);
        Assert.Null(each.List);
    }

    [Theory]
    [InlineData("[seed.a, «0505»short]")]
    [InlineData("[«0505»short, answer]")]
    [InlineData("[seed.a, «0505»{ a: 1 }]")]
    [InlineData("[seed.a, «0505»5, 6]")]
    public void MayNotMixTheTwo(string items) => Sample.AssertFindings(With(items));

    [Fact]
    public void MayNotBeTheStepsOwnResult() =>
        Assert.Equal("""["x"]""", JsonSerializer.Serialize(Read("[x]").Values));

    private static EachDefinition Read(string items) => Assert.IsType<EachDefinition>(Sample.ReadClean(With(items)).Steps[1]);

    private static string With(string items) => $"{Sample.Head}steps:\n  - {{ map: answer, to: seed.a }}\n  - each: x\n    in: {items}\n  - {{ map: later, to: seed.b }}\n";
}
