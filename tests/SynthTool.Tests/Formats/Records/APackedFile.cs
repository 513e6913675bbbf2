using System.Text;
using SynthTool.Formats.Records;

namespace SynthTool.Tests.Formats.Records;

public sealed class APackedFile : IDisposable
{
    private readonly RecordFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.jsonl", "\uFEFF{\"id\":1}\r\n\r\n{\"id\":2}\r\n{broken\n")]
    [InlineData("a.json", "[{\"id\":1},\n{\"id\":2}]")]
    [InlineData("a.csv", "id,text\n1,\"two\nlines\"\n2,x\n")]
    [InlineData("a.tsv", "id\ttext\n1\tone\n")]
    [InlineData("a.yaml", "- id: 1\n- id: 2\n")]
    [InlineData("a.jsonl", "")]
    public void ReadsAsItDoesUnpacked(string name, string text)
    {
        var plain = folder.Read(name, text).Select(f => (f.Json, f.Line, f.Offset, f.Length, f.Code, f.Problem?.Place?.Line));

        Assert.Equal(plain, folder.Read(name + ".gz", Gzip.Pack(text)).Select(f => (f.Json, f.Line, f.Offset, f.Length, f.Code, f.Problem?.Place?.Line)));
    }

    [Fact]
    public void IsADocumentUnderItsOwnPath() =>
        Assert.Equal(["""{"path":"a.md.gz","text":"one"}"""], folder.Read("a.md.gz", Gzip.Pack("one")).Select(f => f.Json));

    [Fact]
    public void MayHaveSeveralMembers() =>
        Assert.Equal(["""{"id":1}""", """{"id":2}"""], folder.Read("a.jsonl.gz", [.. Gzip.Pack("{\"id\":1}\n"), .. Gzip.Pack("{\"id\":2}\n")]).Select(f => f.Json));

    [Fact]
    public void IsReadFromAnyRecordOnInAnyOrder()
    {
        var text = string.Concat(Enumerable.Range(0, 3000).Select(i => $"{{\"id\":{i}}}\n"));
        var whole = folder.Read("a.jsonl.gz", Gzip.Pack(text));
        var file = folder.FileOf("a.jsonl.gz");

        Assert.Equal(text.Length, file.Size);
        foreach (var at in new[] { 2000, 10, 2999, 0, 1500, 1501 })
        {
            var range = new RecordRange(whole[at].Offset, Math.Min(file.Size, whole[at].Offset + 300), whole[at].Line);
            Assert.Equal(whole[at], folder.Read(file, range, 100)[0]);
        }
    }

    [Fact]
    public void ThatIsCutOffIsReportedHoweverMuchIsMissing()
    {
        var packed = Gzip.Pack(string.Concat(Enumerable.Range(0, 300).Select(i => $"{{\"id\":{i * 7919}}}\n")));

        for (var length = 0; length < packed.Length; length++)
        {
            Assert.Equal((length, "SYNTH0255"), (length, ProblemOf("a.jsonl.gz", packed[..length])));
        }

        Assert.Null(ProblemOf("a.jsonl.gz", packed));
    }

    [Fact]
    public void ThatIsDamagedIsReported()
    {
        var packed = Gzip.Pack(string.Concat(Enumerable.Range(0, 300).Select(i => $"{{\"id\":{i * 7919}}}\n")));

        Assert.Equal("SYNTH0255", ProblemOf("a.jsonl.gz", [.. packed[..200], (byte)(packed[200] ^ 0x55), .. packed[201..]]));
        Assert.Equal("SYNTH0255", ProblemOf("a.jsonl.gz", [.. packed[..^5], (byte)(packed[^5] ^ 1), .. packed[^4..]]));
        Assert.Equal("SYNTH0255", ProblemOf("a.jsonl.gz", "{\"id\":1}\n"u8.ToArray()));
    }

    [Theory]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.yaml.gz")]
    [InlineData("a.md.gz")]
    public void ThatIsABombIsReportedAndNotRead(string name) =>
        Assert.Equal("SYNTH0256", ProblemOf(name, Gzip.Pack(new byte[UnpackedSize.Least + 1])));

    [Fact]
    public void MayNotHoldALargerRecordThanOthers() =>
        Assert.Equal("SYNTH0244", Assert.Single(folder.Read("a.md.gz", Gzip.Pack(Encoding.UTF8.GetBytes(new string('x', RecordLimits.MaxBytes + 1))))).Code);

    private string? ProblemOf(string name, byte[] bytes)
    {
        File.WriteAllBytes(folder.PathOf(name), bytes);
        var file = folder.FileOf(name);
        var problem = file.Problems.SingleOrDefault();
        Assert.True(problem is null || file.Size == 0);
        return problem?.Kind.Code;
    }
}
