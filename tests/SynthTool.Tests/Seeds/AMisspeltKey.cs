namespace SynthTool.Tests.Seeds;

public sealed class AMisspeltKey : IDisposable
{
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.jsonl", "{\"id\":1,\"t\":2}\n{\"id\":2,\"t\":2}\n")]
    [InlineData("a.csv", "id,t\n1,2\n2,2\n")]
    public void IsToldOnceAtTheDefinitionsLine(string file, string text)
    {
        var set = folder.With(file, text).Scan(SeedFolder.Source(file, "idd"));

        var found = Assert.Single(set.Findings);
        Assert.Equal("SYNTH0604 d.synth.yaml(3,9)", Assert.Single(set.Found()));
        Assert.Equal(("The key names \"idd\", and no record of the source has that field", "did you mean \"id\"?"), (found.Message, found.Hint));
    }

    [Fact]
    public void IsToldOnceHoweverManyRecordsThereAre()
    {
        var lines = string.Concat(Enumerable.Range(0, 3000).Select(i => FormattableString.Invariant($"{{\"id\":{i}}}\n")));

        Assert.Equal(["SYNTH0604 d.synth.yaml(3,9)"], folder.With("a.jsonl", lines).Scan(SeedFolder.Source("a.jsonl", "idd")).Found());
    }

    [Fact]
    public void IsToldOfAGroupToo()
    {
        var set = folder.With("a.jsonl", "{\"id\":1,\"topic\":\"a\"}\n{\"id\":2,\"topic\":\"a\"}\n").Scan(SeedFolder.Source("a.jsonl", "id") with { Group = [SeedFolder.At("topics")] });

        Assert.Equal(["SYNTH0608 d.synth.yaml(3,9)"], set.Found());
        Assert.Equal("did you mean \"topic\"?", set.Findings[0].Hint);
    }

    [Fact]
    public void IsToldWithTheNamesThatASchemaDeclares()
    {
        folder.With("s.json", """{"type":"object","properties":{"id":{"type":"integer"}}}""").With("a.jsonl", "{\"id\":1}\n{\"id\":2}\n");

        var set = folder.Scan(SeedFolder.Source("a.jsonl", "idd") with { Schema = SeedFolder.Part("s.json") });

        Assert.Equal(["SYNTH0604 d.synth.yaml(3,9)"], set.Found());
        Assert.Equal("did you mean \"id\"?", set.Findings[0].Hint);
    }

    [Fact]
    public void IsNoneWhereSomeRecordHasTheField()
    {
        var set = folder.With("a.jsonl", "{\"id\":1}\n{\"idd\":2}\n{\"id\":3}\n").Scan(SeedFolder.Source("a.jsonl", "id"));

        Assert.Equal(["SYNTH0604 a.jsonl(2)"], set.Found());
    }
}
