using System.Text;
using System.Text.Json;
using CsCheck;
using SynthTool.Formats;
using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Records;

public sealed class ACsvFile : IDisposable
{
    private readonly RecordFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NamesItsFieldsInTheFirstLine()
    {
        var found = folder.Read("a.csv", "id,name\n1,é\n\n2,\"a,b\"\n");

        Assert.Equal([new Found("""{"id":"1","name":"é"}""", 2, 8, 4, null), new Found("""{"id":"2","name":"a,b"}""", 4, 14, 7, null)], found);
    }

    [Fact]
    public void MayQuoteQuotesAndLineEnds()
    {
        var found = folder.Read("a.csv", "\"i\"\"d\",text\n\"say \"\"hi\"\"\",\"two\nlines\"\nx,\"\"\n");

        Assert.Equal(["""{"i\"d":"say \"hi\"","text":"two\nlines"}""", """{"i\"d":"x","text":""}"""], found.Select(f => f.Json));
        Assert.Equal([2L, 4L], found.Select(f => f.Line));
    }

    [Fact]
    public void ReadsTheSameFromAnyCheckout()
    {
        const string Text = "id,text\n1,\"two\nlines\"\n2,x\n";

        var plain = folder.Read("a.csv", Text).Select(f => f.Json);

        Assert.Equal(plain, folder.Read("a.csv", "\uFEFF" + Text.Replace("\n", "\r\n", StringComparison.Ordinal)).Select(f => f.Json));
        Assert.Equal(plain, folder.Read("a.csv", Text.TrimEnd('\n')).Select(f => f.Json));
    }

    [Fact]
    public void GivesCellsTheTypeThatIsDeclared()
    {
        folder.Types["n"] = Shape.Integer;
        folder.Types["x"] = Shape.Number.OrNull();
        folder.Types["b"] = Shape.Boolean;
        folder.Types["l"] = Shape.ArrayOf(Shape.Integer);
        folder.Types["s"] = Shape.String.OrNull();

        var found = folder.Read("a.csv", "n,x,b,l,s,u\n12345678901234567890123, -1.50 ,TRUE,\"[1, 2]\",007,007\n,,,,,\n");

        Assert.Equal(
        [
            """{"b":true,"l":[1,2],"n":12345678901234567890123,"s":"007","u":"007","x":-1.5}""",
            """{"b":null,"l":null,"n":null,"s":"","u":"","x":null}""",
        ], found.Select(f => f.Json));
    }

    [Theory]
    [InlineData("n", "007")]
    [InlineData("n", "1,5")]
    [InlineData("n", "1 2")]
    [InlineData("n", "one")]
    [InlineData("b", "yes")]
    [InlineData("l", "{}")]
    [InlineData("l", "[1")]
    public void RefusesACellWithoutItsType(string column, string cell)
    {
        folder.Types["n"] = Shape.Integer;
        folder.Types["b"] = Shape.Boolean;
        folder.Types["l"] = Shape.ArrayOf(Shape.Any);

        var found = folder.Read("a.csv", $"{column},z\n\"{cell}\",z\n");

        Assert.Equal("SYNTH0253", found[0].Code);
        Assert.Contains($"\"{column}\"", found[0].Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1\n", "has 1 cell, and the header has 2")]
    [InlineData("a,b\n1,2,3\n", "has 3 cells")]
    [InlineData("a,b\n1,x\"y\n", "cell 2 has a quote inside")]
    [InlineData("a,b\n1,\"x\" y\n", "something follows the closing quote of cell 2")]
    public void ReportsAMalformedRecordAndGoesOn(string text, string message)
    {
        var found = folder.Read("a.csv", text + "3,4\n");

        Assert.Equal("SYNTH0252", found[0].Code);
        Assert.Contains(message, found[0].Problem!.Message, StringComparison.Ordinal);
        Assert.Equal("a.csv(2)", found[0].Problem!.Place!.ToString());
        Assert.Equal("""{"a":"3","b":"4"}""", found[1].Json);
    }

    [Fact]
    public void SaysWhereAQuoteIsNeverClosed()
    {
        var found = folder.Read("a.csv", "a\n1\n\"2\n3\n4\n");

        Assert.Equal("a.csv(3)", found[1].Problem!.Place!.ToString());
        Assert.Equal(2, found.Count);
    }

    [Theory]
    [InlineData("a,a\n1,2\n", "comes twice")]
    [InlineData("a,\n1,2\n", "column 2 has no name")]
    [InlineData("a,x\"y\n1,2\n", "quote")]
    [InlineData("a,\0\n1,2\n", "not UTF-8")]
    public void RefusesAnUnusableHeader(string text, string message)
    {
        var only = Assert.Single(folder.Read("a.csv", text));

        Assert.Equal("SYNTH0251", only.Code);
        Assert.Contains(message, only.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KnowsItsHeaderFromAnyRecordOn()
    {
        folder.Read("a.csv", "a,b\n1,2\n3,4\n");

        var found = folder.Read(folder.FileOf("a.csv"), new RecordRange(8, 12, 3), 1024);

        Assert.Equal([new Found("""{"a":"3","b":"4"}""", 3, 8, 3, null)], found);
    }

    [Fact]
    public void GivesBackEveryCellThatWasWritten()
    {
        var cell = Gen.OneOf(Gen.String[Gen.Char["ab,\"\n é;' \t"], 0, 8], Gen.OneOf("", "\"", "\"\"", ",", "\n"));
        Gen.Select(cell.Array[2].Array[1, 20], Gen.Bool, Gen.Int[1, 60]).Sample(
            (rows, crlf, size) =>
            {
                var end = crlf ? "\r\n" : "\n";
                var text = new StringBuilder($"k,v{end}");
                foreach (var row in rows)
                {
                    text.AppendJoin(',', row.Select(Written)).Append(end);
                }

                var found = folder.Read("a.csv", text.ToString(), size);

                Assert.Equal(rows, found.Select(f => Cells(f.Json!)));
            },
            iter: 200, threads: 1);
    }

    private static string Written(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string[] Cells(string json)
    {
        using var record = JsonDocument.Parse(json);
        return [record.RootElement.GetProperty("k").GetString()!, record.RootElement.GetProperty("v").GetString()!];
    }
}
