using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class AMarkdownSeed : IDisposable
{
    private static readonly SeedScanOptions TextOnly = new() { FieldsUsed = new HashSet<string> { "text" } };
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void DoesNotKnowItsPathWhereNothingReadsIt()
    {
        var before = folder.With("docs/a.md", "one").Scan(TextOnly, SeedFolder.Source("docs/*.md"));
        File.Move(folder.PathOf("docs/a.md"), folder.PathOf("docs/b.md"));
        var after = folder.Scan(TextOnly, SeedFolder.Source("docs/*.md"));

        Assert.Equal(["{\"text\":\"one\"}"], after.Values());
        Assert.Equal(before.Partitions.AsEnumerable(), after.Partitions);
        Assert.Equal(before.Inputs[0].Digest, after.Inputs[0].Digest);
    }

    [Fact]
    public void ChangesWithItsPathWhereItIsRead()
    {
        var before = folder.With("docs/a.md", "one").Scan(SeedFolder.Source("docs/*.md"));
        var keys = before.Keys().ToList();
        File.Move(folder.PathOf("docs/a.md"), folder.PathOf("docs/b.md"));
        var after = folder.Scan(SeedFolder.Source("docs/*.md"));

        Assert.Equal(keys, after.Keys());
        Assert.NotEqual(before.Partitions[0].Digest, after.Partitions[0].Digest);
    }

    [Fact]
    public void MayHaveItsPathAsKeyAndGroup()
    {
        var source = SeedFolder.Source("docs/**/*.md", "path") with { Group = [SeedFolder.At("path")] };

        var seed = Assert.Single(folder.With("docs/x/a.md", "one").Scan(TextOnly, source).All());

        Assert.Equal(("docs%2Fx%2Fa.md", "docs%2Fx%2Fa.md", "{\"text\":\"one\"}"), (seed.Key, seed.Group, seed.Value.GetRawText()));
    }

    [Fact]
    public void IsTheSameInAWindowsCheckout()
    {
        var before = folder.With("a.md", "one\n\ntwo\n").Scan(SeedFolder.Source("*.md"));
        var after = folder.With("a.md", "\uFEFFone\r\n\r\ntwo\r\n").Scan(SeedFolder.Source("*.md"));

        Assert.Equal(before.Partitions.AsEnumerable(), after.Partitions);
    }

    [Fact]
    public void MayRenameItsFields()
    {
        var source = SeedFolder.Source("*.md") with { Rename = SeedFolder.Source("x").Rename.Add("text", "body").Add("path", "file") };

        Assert.Equal(["{\"body\":\"one\"}"], folder.With("a.md", "one").Scan(new SeedScanOptions { FieldsUsed = new HashSet<string> { "body" } }, source).Values());
    }
}
