using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Records;

public sealed class AMarkdownFile : IDisposable
{
    private readonly RecordFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("# Title\n\nText \"é\"\n")]
    [InlineData("\uFEFF# Title\r\n\r\nText \"é\"\r\n")]
    public void IsOneRecordWhateverTheCheckout(string text) =>
        Assert.Equal(["""{"path":"a.md","text":"# Title\n\nText \"é\"\n"}"""], folder.Read("a.md", text).Select(f => f.Json));

    [Fact]
    public void IsReadAsPlainTextIs() =>
        Assert.Equal(["""{"path":"a.txt","text":"# no heading\n"}"""], folder.Read("a.txt", "\uFEFF# no heading\r\n").Select(f => f.Json));

    [Fact]
    public void MayBeEmpty() => Assert.Equal(["""{"path":"a.md","text":""}"""], folder.Read("a.md", "").Select(f => f.Json));

    [Fact]
    public void IsTheSameInBatchesOfAnySize() => Assert.Equal(folder.Read("a.md", "some text\nof some length"), folder.Read("a.md", "some text\nof some length", 2));

    [Fact]
    public void IsReportedWhereItIsNoText()
    {
        var only = Assert.Single(folder.Read("a.md", [.. "one\ntwo"u8, 0xFF]));

        Assert.Equal("SYNTH0245", only.Code);
        Assert.Equal("a.md(2,4)", only.Problem!.Place!.ToString());
    }

    [Fact]
    public void MayNotBeLargerThanSixteenMebibytes()
    {
        var only = Assert.Single(folder.Read("a.md", new byte[RecordLimits.MaxBytes + 1]));

        Assert.Equal("SYNTH0244", only.Code);
    }
}
