using SynthTool.Formats;

namespace SynthTool.Tests.Formats.Records;

public sealed class ATsvFile : IDisposable
{
    private readonly RecordFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NamesItsFieldsInTheFirstLine()
    {
        var found = folder.Read("a.tsv", "id\tname\n1\té\n\n2\ta,b\n");

        Assert.Equal([new Found("""{"id":"1","name":"é"}""", 2, 8, 4, null), new Found("""{"id":"2","name":"a,b"}""", 4, 14, 5, null)], found);
    }

    [Fact]
    public void MayQuoteTabsQuotesAndLineEnds()
    {
        var found = folder.Read("a.tsv", "id\ttext\r\n\"a\tb\"\t\"say \"\"hi\"\"\"\r\nx\t\"two\r\nlines\"\r\n");

        Assert.Equal(["""{"id":"a\tb","text":"say \"hi\""}""", """{"id":"x","text":"two\nlines"}"""], found.Select(f => f.Json));
    }

    [Fact]
    public void TakesAQuoteInsideACellAsItIs() =>
        Assert.Equal(["""{"id":"1","text":"he said \"\"yes\"\" 5\""}"""], folder.Read("a.tsv", "id\ttext\n1\the said \"\"yes\"\" 5\"\n").Select(f => f.Json));

    [Fact]
    public void GivesCellsTheTypeThatIsDeclared()
    {
        folder.Types["n"] = Shape.Integer;

        Assert.Equal(["""{"n":7,"s":"007"}""", """{"n":null,"s":""}"""], folder.Read("a.tsv", "n\ts\n 7\t007\n\t\n").Select(f => f.Json));
    }

    [Theory]
    [InlineData("a\tb\n1\n", "SYNTH0252", 2)]
    [InlineData("a\tb\n1\t2\t3\n", "SYNTH0252", 2)]
    [InlineData("a\tb\n\"1\" x\t2\n", "SYNTH0252", 2)]
    [InlineData("a\tb\n1\t2\n1\t\"2\n", "SYNTH0252", 3)]
    [InlineData("a\ta\n1\t2\n", "SYNTH0251", 1)]
    [InlineData("a\t\n1\t2\n", "SYNTH0251", 1)]
    public void IsReportedWhereItIsMalformed(string text, string code, int line)
    {
        var problem = Assert.Single(folder.Read("a.tsv", text), f => f.Problem is not null);

        Assert.Equal((code, line), (problem.Code, problem.Problem!.Place!.Line));
    }

    [Fact]
    public void IsTheSameInBatchesOfAnySize()
    {
        var text = "id\ttext\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{i}\t\"a\t{i}\n\"\"\"\n"));

        var whole = folder.Read("a.tsv", text);

        Assert.All([16, 17, 33, 100], size => Assert.Equal(whole, folder.Read("a.tsv", text, size)));
    }
}
