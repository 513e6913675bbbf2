using SynthTool.Testing;

namespace SynthTool.Tests.Seeds;

public sealed class ASource : IDisposable
{
    private const string Schema = """
        {"type":"object","properties":{"id":{"type":"integer"},"name":{"type":"string"},"score":{"type":"number"}},"required":["id"]}
        """;

    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ReadsFilesInOrdinalOrderAndEachOnce()
    {
        folder.With("s/b.jsonl", "{\"id\":2}").With("s/B.jsonl", "{\"id\":1}").With("s/a/z.jsonl", "{\"id\":3}").With("s/a.jsonl", "{\"id\":4}");

        var set = folder.Scan(SeedFolder.Source("s/b.jsonl s/**/*.jsonl", "id"));

        Assert.Equal(["s/B.jsonl", "s/a.jsonl", "s/a/z.jsonl", "s/b.jsonl"], set.Inputs[0].Files.Select(f => f.Path));
        Assert.Equal(["1", "4", "3", "2"], set.Keys());
        Assert.Contains("s/a", set.Inputs[0].Folders.Select(f => f.Path));
        Assert.All(set.Inputs[0].Folders, f => Assert.True(f.Stamp!.Value.IsFolder));
    }

    [Fact]
    public void RefusesALinkThatLeadsOutAndOneThatLeadsToNothing()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("secret.jsonl", "{\"id\":9}");
        folder.With("s/a.jsonl", "{\"id\":1}");
        File.CreateSymbolicLink(folder.PathOf("s/out.jsonl"), elsewhere["secret.jsonl"]);
        File.CreateSymbolicLink(folder.PathOf("s/gone.jsonl"), "nowhere.jsonl");

        var set = folder.Scan(SeedFolder.Source("s/*.jsonl", "id"));

        Assert.Equal([("SYNTH0102", "s/gone.jsonl"), ("SYNTH0101", "s/out.jsonl")], set.Findings.Select(f => (f.Kind.Code, f.Place!.Path)));
        Assert.True(set.HasErrors);
    }

    [Fact]
    public void ComesInDeclaredOrder()
    {
        folder.With("a.jsonl", "{\"id\":1}").With("b.jsonl", "{\"id\":2}");

        Assert.Equal(["2", "1"], folder.Scan(SeedFolder.Source("b.jsonl", "id"), SeedFolder.Source("a.jsonl", "id")).Keys());
    }

    [Fact]
    public void MixesFormats()
    {
        folder.With("a.csv", "id,name\n1,x\n").With("b.json", "[{\"id\":2}]").With("c.jsonl", "{\"id\":3}");

        Assert.Equal(["1", "2", "3"], folder.Scan(SeedFolder.Source("a.csv b.json c.jsonl", "id")).Keys());
    }

    [Theory]
    [InlineData("seeds/*.jsonl", "No file matches \"seeds/*.jsonl\"")]
    [InlineData("seeds.jsonl", "The file \"seeds.jsonl\" was not found")]
    [InlineData("docs", "\"docs\" is a folder")]
    public void ThatNamesNoFileIsReportedWhereItIsWritten(string from, string message)
    {
        Directory.CreateDirectory(folder.PathOf("docs"));

        var found = folder.Scan(SeedFolder.Source(from)).TheFinding();

        Assert.Equal("SYNTH0601 d.synth.yaml(3,9)", $"{found.Kind.Code} {found.Place}");
        Assert.StartsWith(message, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithFilesOfOtherFormatsIsRefusedByName()
    {
        folder.With("s/a.jsonl", "{}").With("s/b.xlsx", "x").With("s/c.png", "x");

        Assert.Equal(["SYNTH0240 s/b.xlsx", "SYNTH0240 s/c.png"], folder.Scan(SeedFolder.Source("s/*")).Found());
    }

    [Fact]
    public void HoldsItsRecordsAgainstTheSchema()
    {
        folder.With("s.json", Schema).With("a.jsonl", "{\"id\":1}\n{\"id\":\"x\",\"name\":null}\n{\"name\":\"y\"}\n");

        var set = folder.Scan(SeedFolder.Source("a.jsonl", "id") with { Schema = SeedFolder.Part("s.json") });

        Assert.Equal(["SYNTH0602 a.jsonl(2)", "SYNTH0602 a.jsonl(2)", "SYNTH0602 a.jsonl(3)"], set.Found());
        Assert.Contains(set.Findings, f => f.Message.Contains("\"/id\"", StringComparison.Ordinal));
    }

    [Fact]
    public void ReportsAWrongSchemaOnce()
    {
        folder.With("s.json", "{\"type\":\"objekt\"}").With("a.jsonl", "{}\n{}\n");

        var set = folder.Scan(SeedFolder.Source("a.jsonl") with { Schema = SeedFolder.Part("s.json") }, SeedFolder.Source("b.jsonl"));

        Assert.Contains(set.Findings, f => f.Place!.Path == "s.json");
        Assert.Contains(set.Findings, f => f.Message.Contains("b.jsonl", StringComparison.Ordinal));
        Assert.DoesNotContain(set.Findings, f => f.Place!.Path == "a.jsonl");
    }

    [Fact]
    public void GivesCsvCellsTheTypesOfTheSchema()
    {
        folder.With("s.json", Schema).With("a.csv", "nr,name,score\n1,007,\n2,,0.50\n");
        var source = SeedFolder.Source("a.csv", "id");

        var set = folder.Scan(source with { Schema = SeedFolder.Part("s.json"), Rename = source.Rename.Add("nr", "id") });

        Assert.Equal("SYNTH0602 a.csv(2)", Assert.Single(set.Found())); // null is no number, and the schema says so
        folder.With("s.json", Schema.Replace("\"number\"", "[\"number\",\"null\"]", StringComparison.Ordinal));
        set = folder.Scan(source with { Schema = SeedFolder.Part("s.json"), Rename = source.Rename.Add("nr", "id") });
        Assert.Equal(["{\"id\":1,\"name\":\"007\",\"score\":null}", "{\"id\":2,\"name\":\"\",\"score\":0.5}"], set.Values());
    }

    [Fact]
    public void RenamesBeforeAnythingElse()
    {
        var source = SeedFolder.Source("a.jsonl", "id");
        folder.With("a.jsonl", "{\"first-name\":\"A\",\"nr\":12345678901234567890.10,\"x\":1}\n{\"nr\":3,\"id\":4}\n");

        var set = folder.Scan(source with { Rename = source.Rename.Add("nr", "id").Add("first-name", "name") });

        Assert.Equal(["SYNTH0609 a.jsonl(2)"], set.Found());
        folder.With("a.jsonl", "{\"first-name\":\"A\",\"nr\":12345678901234567890.10,\"x\":1}\n");
        set = folder.Scan(source with { Rename = source.Rename.Add("nr", "id").Add("first-name", "name") });
        Assert.Equal(["{\"id\":12345678901234567890.1,\"name\":\"A\",\"x\":1}"], set.Values());
    }

    [Fact]
    public void MaySwapNames()
    {
        var source = SeedFolder.Source("a.jsonl") with { Rename = SeedFolder.Source("x").Rename.Add("a", "b").Add("b", "a") };

        Assert.Equal(["{\"a\":2,\"b\":1}"], folder.With("a.jsonl", "{\"a\":1,\"b\":2}").Scan(source).Values());
    }

    [Fact]
    public void LeavesOutWhatItsConditionRefuses()
    {
        folder.With("s.json", Schema).With("a.jsonl", "{\"id\":1,\"score\":5}\n{\"id\":2}\n{\"id\":3,\"score\":1}\n");

        var set = folder.Scan(SeedFolder.Source("a.jsonl", "id") with { Schema = SeedFolder.Part("s.json"), Where = SeedFolder.Where("is_missing(seed.score) or seed.score > 2") });

        Assert.Empty(set.Findings);
        Assert.Equal(["1", "2"], set.Keys());
    }

    [Fact]
    public void WithoutSchemaTakesAFieldThatSomeRecordHasAsDeclared()
    {
        folder.With("a.jsonl", "{\"id\":1}\n{\"id\":2,\"tag\":{\"x\":1}}\n{\"id\":3,\"tag\":{}}\n");

        var set = folder.Scan(SeedFolder.Source("a.jsonl", "id") with { Where = SeedFolder.Where("is_missing(seed.tag) or is_missing(seed.tag.x)") });

        Assert.Empty(set.Findings);
        Assert.Equal(["1", "3"], set.Keys());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TellsANameThatNothingDeclaresOnce(bool withSchema)
    {
        folder.With("s.json", Schema.Replace("\"required\"", "\"additionalProperties\":false,\"required\"", StringComparison.Ordinal)).With("a.jsonl", "{\"id\":1,\"score\":5}\n{\"id\":2,\"score\":7}\n");
        var source = SeedFolder.Source("a.jsonl", "id") with { Where = SeedFolder.Where("seed.scoore > 2") };

        var set = folder.Scan(withSchema ? source with { Schema = SeedFolder.Part("s.json") } : source);

        Assert.Equal("d.synth.yaml", set.TheFinding().Place!.Path);
        Assert.Contains("scoore", set.TheFinding().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsARecordForWhichItsConditionCannotBeDecided()
    {
        folder.With("a.jsonl", "{\"id\":1,\"score\":5}\n{\"id\":2,\"score\":\"high\"}\n");

        var set = folder.Scan(SeedFolder.Source("a.jsonl", "id") with { Where = SeedFolder.Where("seed.score > 2") });

        Assert.Equal(["SYNTH0603 a.jsonl(2)"], set.Found());
    }

    [Fact]
    public void TakesNoMoreThanItsLimitAndReadsNoFurther()
    {
        folder.With("a.jsonl", "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n{\"id\":4}\nbroken\n").With("b.jsonl", "broken\n").With("c.jsonl", "{\"id\":5}\n");

        var set = folder.Scan(
            SeedFolder.Source("a.jsonl b.jsonl", "id") with { Limit = 2, Where = SeedFolder.Where("seed.id != 2") }, SeedFolder.Source("c.jsonl", "id"));

        Assert.Empty(set.Findings);
        Assert.Equal(["1", "3", "5"], set.Keys());
    }

    [Fact]
    public void GroupsByFieldsAndElseByKey()
    {
        folder.With("a.jsonl", "{\"id\":1,\"g\":\"x/y\"}\n{\"id\":2,\"g\":\"x/y\"}\n");

        Assert.Equal(["1", "2"], folder.Scan(SeedFolder.Source("a.jsonl", "id")).All().Select(s => s.Group));
        Assert.Equal(["x%2Fy", "x%2Fy"], folder.Scan(SeedFolder.Source("a.jsonl", "id") with { Group = [SeedFolder.At("g")] }).All().Select(s => s.Group));
        Assert.Equal(["SYNTH0608 d.synth.yaml(3,9)"], folder.Scan(SeedFolder.Source("a.jsonl", "id") with { Group = [SeedFolder.At("h")] }).Found());
    }

    [Fact]
    public void GivesUpOnAFileThatIsSomethingElse()
    {
        folder.With("a.jsonl", string.Concat(Enumerable.Repeat("no json\n", 50_000))).With("b.jsonl", "{\"id\":1}\nbroken\n");

        var set = folder.Scan(SeedFolder.Source("a.jsonl b.jsonl", "id"));

        Assert.Contains("SYNTH0254 a.jsonl", set.Found());
        Assert.Contains(set.Findings, f => f.Message.Contains("(and 901 more of this kind)", StringComparison.Ordinal));
    }

    [Fact]
    public void MayBeEmpty()
    {
        var set = folder.With("a.jsonl", "\n").With("b.json", "[]").Scan(SeedFolder.Source("a.jsonl b.json"));

        Assert.Empty(set.Findings);
        Assert.Empty(set.Partitions);
        Assert.Equal(0, set.Count);
    }

    [Fact]
    public void HasTheShapeOfAllItsRecords()
    {
        folder.With("a.jsonl", "{\"id\":1,\"tags\":[\"x\"]}\n{\"id\":2.5,\"note\":null}\n").With("b.jsonl", "{\"id\":3,\"b\":true}\n");

        var shape = folder.Scan(SeedFolder.Source("a.jsonl", "id"), SeedFolder.Source("b.jsonl", "id")).Shape;

        Assert.Equal("""{"b":boolean?,"id":number,"note":null,"tags":[string]?}""", shape.ToText());
    }
}
