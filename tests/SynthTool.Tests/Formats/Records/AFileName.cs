using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Records;

public sealed class AFileName
{
    [Theory]
    [InlineData("a/b.jsonl", "JsonLines")]
    [InlineData("B.JSON", "Json")]
    [InlineData("x.y.csv", "Csv")]
    [InlineData("readme.md", "Markdown")]
    [InlineData("a.tsv", "Tsv")]
    [InlineData("a.jsonl.gz", "JsonLines")]
    [InlineData("A.MD.GZ", "Markdown")]
    [InlineData("a.yaml", "Yaml")]
    [InlineData("a.yml", "Yaml")]
    [InlineData("notes.TXT", "PlainText")]
    [InlineData("a.parquet", "Parquet")]
    public void TellsTheFormat(string path, string format)
    {
        Assert.Equal(format, RecordFormats.Of(path, out var problem).ToString());
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("a.png", "SYNTH0240")]
    [InlineData("a", "SYNTH0240")]
    [InlineData("a.gz", "SYNTH0240")]
    [InlineData("a.jsonl.gz.gz", "SYNTH0240")]
    public void OfAnotherFormatIsRefused(string path, string code)
    {
        Assert.Null(RecordFormats.Of(path, out var problem));
        Assert.Equal(code, problem!.Kind.Code);
        Assert.Contains(".jsonl", problem.Hint, StringComparison.Ordinal);
        Assert.Contains(".parquet", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void OfAParquetFileThatIsPackedOnceMoreIsRefused()
    {
        Assert.Null(RecordFormats.Of("a.parquet.gz", out var problem));
        Assert.Equal("SYNTH0240", problem!.Kind.Code);
        Assert.Contains("unpack it", problem.Hint, StringComparison.Ordinal);
    }
}
