namespace SynthTool.Tests.Seeds;

public sealed class AKey : IDisposable
{
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"c-1\"", "c-1")]
    [InlineData("\"äöü 😀\"", "äöü 😀")]
    [InlineData("\"a/b,c%d\"", "a%2Fb%2Cc%25d")]
    [InlineData("\"\\n\\u007f\\u0085\\u0000\"", "%0A%7F%C2%85%00")]
    [InlineData("7", "7")]
    [InlineData("7.0", "7")]
    [InlineData("-1.50e2", "-150")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("true", "true")]
    public void IsTheFieldAsReadableText(string value, string key) =>
        Assert.Equal([key], folder.With("a.jsonl", $"{{\"id\":{value}}}").Scan(SeedFolder.Source("a.jsonl", "id")).Keys());

    [Fact]
    public void OfSeveralFieldsIsJoinedWithoutMixingThemUp()
    {
        folder.With("a.jsonl", "{\"a\":\"x,y\",\"b\":\"z\"}\n{\"a\":\"x\",\"b\":\"y,z\"}\n{\"a\":\"\",\"b\":1}\n");

        Assert.Equal(["x%2Cy,z", "x,y%2Cz", ",1"], folder.Scan(SeedFolder.Source("a.jsonl", "a", "b")).Keys());
    }

    [Theory]
    [InlineData("{}", "lacks the field \"id\"")]
    [InlineData("{\"id\":null}", "has null in the field \"id\"")]
    [InlineData("{\"id\":[1]}", "has an array in the field \"id\"")]
    [InlineData("{\"id\":{}}", "has an object in the field \"id\"")]
    [InlineData("{\"id\":\"\"}", "its text is empty")]
    public void ThatIsMissingIsReportedWithItsPlace(string record, string message)
    {
        var found = folder.With("a.jsonl", $"{{\"id\":1}}\n{record}\n").Scan(SeedFolder.Source("a.jsonl", "id")).TheFinding();

        Assert.Equal("SYNTH0604 a.jsonl(2)", $"{found.Kind.Code} {found.Place}");
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MayHave512CharactersAndNoMore()
    {
        folder.With("a.jsonl", $"{{\"id\":\"{new string('x', 512)}\"}}\n{{\"id\":\"{new string('y', 513)}\"}}\n");

        Assert.Equal(["SYNTH0605 a.jsonl(2)"], folder.Scan(SeedFolder.Source("a.jsonl", "id")).Found());
    }

    [Fact]
    public void ThatComesTwiceIsReportedWithBothPlaces()
    {
        folder.With("a.jsonl", "{\"id\":1}\n{\"id\":2}\n").With("b.jsonl", "\n{\"id\":\"1\"}\n");

        var found = folder.Scan(SeedFolder.Source("*.jsonl", "id")).TheFinding();

        Assert.Equal("SYNTH0606 b.jsonl(2)", $"{found.Kind.Code} {found.Place}");
        Assert.Contains("\"1\" is also that of a.jsonl(1)", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThatComesTwiceInDifferentSourcesAndFarApartIsReportedWithBothPlaces()
    {
        folder.With("a.jsonl", Lines(0, 3000)).With("b.jsonl", Lines(2000, 2001));

        var found = folder.Scan(SeedFolder.Source("a.jsonl", "id"), SeedFolder.Source("b.jsonl", "id")).TheFinding();

        Assert.Equal("b.jsonl(1)", found.Place!.ToString());
        Assert.Contains("a.jsonl(2001)", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MayNotBeThatOfARecordWithoutKeyInAnotherSource()
    {
        folder.With("a.jsonl", "{\"x\":1}\n");
        var key = Assert.Single(folder.Scan(SeedFolder.Source("a.jsonl")).Keys());
        folder.With("b.jsonl", $"{{\"id\":\"{key}\"}}\n");

        Assert.Equal(["SYNTH0606 b.jsonl(1)"], folder.Scan(SeedFolder.Source("a.jsonl"), SeedFolder.Source("b.jsonl", "id")).Found());
    }

    [Fact]
    public void ThatIsTheSameForAMillionTimesIsNotLookedUpAMillionTimes()
    {
        folder.With("a.jsonl", string.Concat(Enumerable.Repeat("{\"id\":1}\n", 20_000)));

        var set = folder.Scan(SeedFolder.Source("a.jsonl", "id"));

        Assert.Equal(100, set.Findings.Length);
        Assert.Contains(set.Findings, f => f.Message.Contains("(and 19899 more of this kind)", StringComparison.Ordinal));
    }

    [Fact]
    public void IsFoundAgainWithItsPlace()
    {
        var set = folder.With("a.jsonl", Lines(0, 2000)).With("b.jsonl", "\n" + Lines(2000, 2010)).Scan(SeedFolder.Source("*.jsonl", "id"));

        Assert.Equal("a.jsonl(1501)", set.PlaceOf("1500")!.ToString());
        Assert.Equal("b.jsonl(4)", set.PlaceOf("2002")!.ToString());
        Assert.Null(set.PlaceOf("2010"));
    }

    private static string Lines(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i => $"{{\"id\":{i}}}\n"));
}
