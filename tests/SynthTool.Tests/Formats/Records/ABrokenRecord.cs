using System.Text;

namespace SynthTool.Tests.Formats.Records;

public sealed class ABrokenRecord : IDisposable
{
    private readonly RecordFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("{\"a\":1,}", "SYNTH0242", 8)]
    [InlineData("{\"é😀\": tru}", "SYNTH0242", 12)]
    [InlineData("{\"a\":\"x", "SYNTH0242", 0)]
    [InlineData("{'a':1}", "SYNTH0242", 2)]
    [InlineData("{\"a\":NaN}", "SYNTH0242", 6)]
    [InlineData("{\"a\":01}", "SYNTH0242", 7)]
    [InlineData("{\"a\":\"tab\there\"}", "SYNTH0242", 10)]
    [InlineData("[1]", "SYNTH0243", 0)]
    [InlineData("\"text\"", "SYNTH0243", 0)]
    [InlineData("null", "SYNTH0243", 0)]
    [InlineData("12", "SYNTH0243", 0)]
    [InlineData("{\"a\":\"x\0\"}", "SYNTH0246", 8)]
    [InlineData("{\"a\":1,\"b\":{\"c\":1,\"c\":2}}", "SYNTH0248", 0)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "SYNTH0248", 0)]
    [InlineData("{\"a\":\"\\ud83d\"}", "SYNTH0249", 0)]
    [InlineData("{\"\\ude00\":1}", "SYNTH0249", 0)]
    [InlineData("{\"a\":1} {\"a\":2}", "SYNTH0250", 9)]
    [InlineData("{}x", "SYNTH0250", 3)]
    public void IsReportedWhereItIs(string line, string code, int column)
    {
        var found = folder.Read("a.jsonl", $"{{\"good\":1}}\n{line}\n{{\"good\":2}}\n");

        Assert.Equal(["""{"good":1}""", null, """{"good":2}"""], found.Select(f => f.Json));
        Assert.Equal(code, found[1].Code);
        Assert.Equal((2, column), (found[1].Problem!.Place!.Line, found[1].Problem!.Place!.Column));
    }

    [Fact]
    public void IsReportedWhereItsBytesAreNoText()
    {
        var found = folder.Read("a.jsonl", [.. "{}\n{\"a\":\"é"u8, 0xC3, 0x28, .. "\"}\n{}"u8]);

        Assert.Equal("SYNTH0245", found[1].Code);
        Assert.Equal("a.jsonl(2,8)", found[1].Problem!.Place!.ToString());
        Assert.Null(found[2].Problem);
    }

    [Fact]
    public void MayNestSixtyFourDeepAndNoDeeper()
    {
        static string Nested(int depth) => $"{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}";

        var found = folder.Read("a.jsonl", $"{Nested(64)}\n{Nested(65)}\n{Nested(1_000_000)}\n{{}}");

        Assert.Equal([null, "SYNTH0247", "SYNTH0247", null], found.Select(f => f.Code));
    }

    [Fact]
    public void OfAFileThatIsCutOffSaysSo()
    {
        var found = folder.Read("a.jsonl", "{\"a\":1}\n{\"a\":\"tex");

        Assert.Equal("a.jsonl(2)", found[1].Problem!.Place!.ToString());
        Assert.Contains("ends before", found[1].Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":\"\u0007\u001b[31m\u2028}")]
    [InlineData("\u0085: error SYNTH9999: forged")]
    public void IsShownOnOneLineWithoutControlCharacters(string line)
    {
        var message = folder.Read("a.jsonl", line)[0].Problem!.Message;

        Assert.DoesNotContain(message, c => char.IsControl(c) || c is '\u2028');
        Assert.StartsWith("The record", message, StringComparison.Ordinal);
    }

    [Fact]
    public void InUtf16IsToldFromText()
    {
        var found = folder.Read("a.jsonl", Encoding.Unicode.GetBytes("{\"a\":1}\n"));

        Assert.All(found, f => Assert.Equal("SYNTH0246", f.Code));
    }
}
