using CsCheck;
using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Records;

public sealed class AJsonLinesFile : IDisposable
{
    private readonly RecordFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void GivesARecordALineWithItsPlace()
    {
        var found = folder.Read("a.jsonl", "{\"a\":1}\n{\"b\":\"é\"}\n");

        Assert.Equal([new Found("""{"a":1}""", 1, 0, 7, null), new Found("""{"b":"é"}""", 2, 8, 10, null)], found);
    }

    [Fact]
    public void NeedsNoLineEndAtItsEnd() => Assert.Equal(["{}", """{"a":1}"""], folder.Read("a.jsonl", "{}\n{\"a\":1}").Select(f => f.Json));

    [Fact]
    public void SkipsBlankLinesAndCountsThem() => Assert.Equal([3L, 6L], folder.Read("a.jsonl", "\n \t\r\n{}\n\n\r\n{}\n\n").Select(f => f.Line));

    [Theory]
    [InlineData("\uFEFF{\"a\":\"x\"}\n{\"a\":\"y\"}\n")]
    [InlineData("{\"a\":\"x\"}\r\n{\"a\":\"y\"}\r\n")]
    [InlineData("\uFEFF{\"a\":\"x\"}\r\n\r\n{\"a\":\"y\"}")]
    public void ReadsTheSameFromAnyCheckout(string text) =>
        Assert.Equal(["""{"a":"x"}""", """{"a":"y"}"""], folder.Read("a.jsonl", text).Select(f => f.Json));

    [Fact]
    public void MayBeEmpty() => Assert.Empty(folder.Read("a.jsonl", ""));

    [Fact]
    public void CanBeReadFromAnyRecordOn()
    {
        folder.Read("a.jsonl", "{\"a\":1}\n\n{\"a\":2}\n{\"a\":3}\n");
        var file = folder.FileOf("a.jsonl");

        var found = folder.Read(file, new RecordRange(9, 17, 3), 1024);

        Assert.Equal([new Found("""{"a":2}""", 3, 9, 7, null)], found);
    }

    [Fact]
    public void GivesTheSameInBatchesOfAnySize()
    {
        var line = Gen.OneOf("", " ", "{\"a\":\"x\\\"\\n\"}", "{\"é\":[1,2,{\"b\":null}]}", "{\"a\":", "nonsense", "[]", "{}{}");
        Gen.Select(line.Array[0, 30], Gen.Bool, Gen.Bool, Gen.Int[1, 40]).Sample(
            (lines, crlf, bom, size) =>
            {
                var text = (bom ? "\uFEFF" : "") + string.Join(crlf ? "\r\n" : "\n", lines);
                Assert.Equal(folder.Read("a.jsonl", text), folder.Read("a.jsonl", text, size));
            },
            iter: 200, threads: 1);
    }

    [Fact]
    public void ReportsALineOfAHundredMegabytesAndGoesOnWithoutHoldingIt()
    {
        using (var file = File.Create(folder.PathOf("a.jsonl")))
        {
            file.Write("{\"a\":1}\n"u8);
            file.Position = 100 * 1024 * 1024; // a hole: zeros that take no room on the disk
            file.Write("\n{\"a\":2}\n"u8);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = folder.Read("a.jsonl");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(["""{"a":1}""", null, """{"a":2}"""], found.Select(f => f.Json));
        Assert.Equal([1L, 2L, 3L], found.Select(f => f.Line));
        Assert.Equal("SYNTH0244", found[1].Code);
        Assert.Equal("a.jsonl(2)", found[1].Problem!.Place!.ToString());
        Assert.True(allocated < 64 * 1024 * 1024, $"{allocated:N0} bytes were allocated");
    }

    [Fact]
    public void TakesARecordOfSixteenMebibytesAndNoMore()
    {
        var fits = $"{{\"a\":\"{new string('x', RecordLimits.MaxBytes - 8)}\"}}";

        Assert.Null(folder.Read("a.jsonl", fits + "\n{}")[0].Problem);
        Assert.Equal(["SYNTH0244"], folder.Read("a.jsonl", " " + fits + "\n{}").Where(f => f.Problem is not null).Select(f => f.Code));
    }
}
