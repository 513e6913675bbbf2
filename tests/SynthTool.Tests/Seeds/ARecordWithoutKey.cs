using System.Security.Cryptography;
using System.Text;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class ARecordWithoutKey : IDisposable
{
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void IsNamedByItsContentHoweverItIsWritten()
    {
        var key = Convert.ToHexStringLower(SHA256.HashData("{\"a\":1,\"b\":\"é\"}"u8))[..20];

        Assert.Equal([key], folder.With("a.jsonl", "{\"b\": \"\\u00e9\", \"a\": 1.0}").Scan(SeedFolder.Source("a.jsonl")).Keys());
    }

    [Fact]
    public void KeepsItsNameWhateverFieldsAreRead()
    {
        folder.With("a.jsonl", "{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":3}\n");

        var all = folder.Scan(SeedFolder.Source("a.jsonl"));
        var some = folder.Scan(new SeedScanOptions { FieldsUsed = new HashSet<string> { "a" } }, SeedFolder.Source("a.jsonl"));

        Assert.Equal(all.Keys(), some.Keys());
        Assert.Equal(["{\"a\":1}", "{\"a\":1}"], some.Values());
    }

    [Fact]
    public void CountsOnceWhenItComesAgain()
    {
        folder.With("a.jsonl", "{\"a\":1}\n{\"a\":2}\n{\"a\": 1}\n").With("b.jsonl", "{\"a\":1.0}\n");

        var set = folder.Scan(SeedFolder.Source("a.jsonl"), SeedFolder.Source("b.jsonl"));

        Assert.Equal(["{\"a\":1}", "{\"a\":2}"], set.Values());
        Assert.False(set.HasErrors);
        Assert.Equal("SYNTH0607 a.jsonl(3)", Assert.Single(set.Found()));
        Assert.StartsWith("2 records are equal", set.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal([2L, 0L], set.Inputs.Select(i => i.Count));
    }

    [Fact]
    public void InMarkdownIsNamedByItsTextAlone()
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("# é\n")))[..20];

        Assert.Equal([key], folder.With("docs/a.md", "\uFEFF# é\r\n").Scan(SeedFolder.Source("docs/**/*.md")).Keys());
    }
}
