using System.Collections.Immutable;

namespace SynthTool.Tests.Seeds;

public sealed class ChosenColumns : IDisposable
{
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AreAllThatARecordKeeps()
    {
        var set = folder.With("a.csv", "id,name,note\n1,x,long\n").With("b.jsonl", "{\"id\":\"2\",\"note\":{\"a\":1},\"name\":\"y\"}").Scan(Columns("a.csv b.jsonl", "id", "name"));

        Assert.Equal(["""{"id":"1","name":"x"}""", """{"id":"2","name":"y"}"""], set.Values());
        Assert.Equal("{\"id\":string,\"name\":string}", set.Shape.ToText());
    }

    [Fact]
    public void AreNamedBeforeTheyAreRenamed()
    {
        var source = Columns("a.csv", "first-name") with { Rename = ImmutableSortedDictionary<string, string>.Empty.Add("first-name", "name") };

        Assert.Equal(["""{"name":"x"}"""], folder.With("a.csv", "first-name,name\nx,y\n").Scan(source).Values());
    }

    [Fact]
    public void AreWhatTheSchemaSees()
    {
        folder.With("s.json", """{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"],"additionalProperties":false}""");

        Assert.Equal(["""{"id":1}"""], folder.With("a.csv", "id,name\n1,x\n").Scan(Columns("a.csv", "id") with { Schema = SeedFolder.Part("s.json") }).Values());
    }

    [Fact]
    public void DecideWhichRecordsAreEqual()
    {
        var set = folder.With("a.csv", "id,name\n1,x\n2,x\n").Scan(Columns("a.csv", "name"));

        Assert.Equal((1, "SYNTH0607 a.csv(3)"), (set.Count, Assert.Single(set.Found())));
    }

    [Fact]
    public void MayBeMissingInSomeRecords() =>
        Assert.Equal("{\"id\":integer,\"x\":integer?}", folder.With("a.jsonl", "{\"id\":1,\"x\":2}\n{\"id\":2}\n").Scan(Columns("a.jsonl", "id", "x")).Shape.ToText());

    [Theory]
    [InlineData("a.csv", "id,name\n1,x\n")]
    [InlineData("a.jsonl", "{\"id\":1,\"Name\":\"x\"}\n{\"id\":2}\n")]
    public void ThatNoRecordHasAreReportedWhereTheyAreWritten(string name, string text)
    {
        var found = folder.With(name, text).Scan(Columns(name, "id", "nam")).TheFinding();

        Assert.Equal("SYNTH0613 d.synth.yaml(3,9)", $"{found.Kind.Code} {found.Place}");
        Assert.Contains("\"nam\"", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfADocumentMayLeaveOutItsText() =>
        Assert.Equal(["""{"path":"a.md"}""", """{"path":"b.md"}"""], folder.With("a.md", "same").With("b.md", "same").Scan(Columns("*.md", "path")).Values());

    private static SynthTool.Definition.SourceDefinition Columns(string from, params string[] columns) =>
        SeedFolder.Source(from) with { Columns = [.. columns.Select(SeedFolder.At)] };
}
