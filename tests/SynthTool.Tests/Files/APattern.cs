using CsCheck;
using SynthTool.Files;
using SynthTool.Testing;

namespace SynthTool.Tests.Files;

public sealed class APattern : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("seeds/a.jsonl", "seeds/a.jsonl")]
    [InlineData("seeds/none.jsonl", "")]
    [InlineData("seeds", "")]
    [InlineData("seeds/*.jsonl", "seeds/B.jsonl seeds/a.jsonl seeds/b.jsonl")]
    [InlineData("seeds/?.jsonl", "seeds/B.jsonl seeds/a.jsonl seeds/b.jsonl")]
    [InlineData("seeds/b*", "seeds/b.jsonl seeds/bb.csv")]
    [InlineData("Seeds/*.jsonl", "")]
    [InlineData("*/a.jsonl", "seeds/a.jsonl")]
    [InlineData("seeds/**/a.jsonl", "seeds/a.jsonl seeds/deep/a.jsonl seeds/deep/er/a.jsonl")]
    [InlineData("**/er/*", "seeds/deep/er/a.jsonl")]
    [InlineData("seeds/deep/**", "seeds/deep/a.jsonl seeds/deep/er/a.jsonl")]
    [InlineData("**/*.csv", "seeds/bb.csv")]
    [InlineData("**/**/bb.csv", "seeds/bb.csv")]
    [InlineData("seeds/.hidden/*.jsonl", "seeds/.hidden/h.jsonl")]
    [InlineData("*", "top.md")]
    [InlineData("", "")]
    public void FindsFilesInOrdinalOrder(string pattern, string expected)
    {
        Fill();
        var found = Glob.Find(RepositoryRoot.Find(folder.Path), pattern);
        Assert.Equal(expected, string.Join(' ', found.Files));
        Assert.Empty(found.Diagnostics);
    }

    [Fact]
    public void EntersNoLinkThatLeadsOutAndNoLoop()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("secret.jsonl", "x");
        Fill();
        Directory.CreateSymbolicLink(folder["seeds/out"], elsewhere.Path);
        File.CreateSymbolicLink(folder["seeds/secret.jsonl"], elsewhere["secret.jsonl"]);
        Directory.CreateSymbolicLink(folder["seeds/loop"], "../seeds");
        File.CreateSymbolicLink(folder["seeds/same.jsonl"], "a.jsonl");
        var root = RepositoryRoot.Find(folder.Path);

        Assert.Equal("seeds/a.jsonl seeds/deep/a.jsonl seeds/deep/er/a.jsonl seeds/same.jsonl", string.Join(' ', Glob.Find(root, "**/?*.jsonl").Files.Where(f => !f.Contains("b.", StringComparison.OrdinalIgnoreCase))));
        Assert.Equal("seeds/secret.jsonl", Assert.Single(Glob.Find(root, "seeds/*.jsonl").Diagnostics).Place!.Path);
        Assert.Equal("SYNTH0101", Assert.Single(Glob.Find(root, "seeds/secret.*").Diagnostics).Kind.Code);
        Assert.Empty(Glob.Find(root, "seeds/*.txt").Diagnostics);
        Assert.Empty(Glob.Find(root, "seeds/out/*").Files);
        Assert.Empty(Glob.Find(root, "seeds/out/secret.jsonl").Files);
        Assert.Equal("seeds/loop/a.jsonl", string.Join(' ', Glob.Find(root, "seeds/loop/a.jsonl").Files)); // named by hand and inside
    }

    [Fact]
    public void NamesEveryFolderInWhichANewFileWouldMatch()
    {
        Fill();
        var root = RepositoryRoot.Find(folder.Path);
        Assert.Equal("seeds seeds/deep seeds/deep/er", string.Join(' ', Glob.Find(root, "seeds/**/*.jsonl").Folders));
        Assert.Equal("seeds", string.Join(' ', Glob.Find(root, "seeds/*.jsonl").Folders));
        Assert.Equal("later", string.Join(' ', Glob.Find(root, "later/*.jsonl").Folders));
        Assert.Empty(Glob.Find(root, "seeds/a.jsonl").Folders);
        Assert.Equal("seeds/z.jsonl", string.Join(' ', Glob.Find(root, "seeds/z.jsonl").Folders));
    }

    [Fact]
    public void ReportsNamesThatCannotBeWrittenEverywhere()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // no such name can be made
        }

        folder.Write("seeds/a\\b.jsonl", "x");
        folder.Write("seeds/a\nb.jsonl", "x");
        folder.Write("seeds/ok.jsonl", "x");
        var found = Glob.Find(RepositoryRoot.Find(folder.Path), "seeds/*.jsonl");

        Assert.Equal("seeds/ok.jsonl", string.Join(' ', found.Files));
        Assert.Equal(["SYNTH0112", "SYNTH0112"], found.Diagnostics.Select(d => d.Kind.Code));
        Assert.All(found.Diagnostics, d => Assert.DoesNotContain('\n', d.Message));
    }

    [Fact]
    public void StopsAtADepthThatNobodyMeans()
    {
        folder.Write(string.Concat(Enumerable.Repeat("d/", 80)) + "a.jsonl", "x");
        var found = Glob.Find(RepositoryRoot.Find(folder.Path), "**/*.jsonl");

        Assert.Empty(found.Files);
        Assert.Equal("SYNTH0111", Assert.Single(found.Diagnostics).Kind.Code);
    }

    [Fact]
    public void MatchesAPathAsItFindsTheFile()
    {
        Fill();
        var root = RepositoryRoot.Find(folder.Path);
        var all = Glob.Find(root, "**").Files;
        Assert.Equal(7, all.Length);
        Gen.OneOf<string>([.. ((string[])["**", "*", "?.jsonl", "*.jsonl", "seeds", "deep", "er", "a*", "b?.csv"]).Select(Gen.Const)]).Array[1, 5].Sample(parts =>
        {
            var pattern = string.Join('/', parts);
            Assert.Equal(all.Where(f => Glob.Matches(pattern, f)), Glob.Find(root, pattern).Files);
        });
    }

    private void Fill()
    {
        foreach (var path in (string[])["top.md", "seeds/a.jsonl", "seeds/b.jsonl", "seeds/B.jsonl", "seeds/bb.csv", "seeds/deep/a.jsonl", "seeds/deep/er/a.jsonl", "seeds/.hidden/h.jsonl", "seeds/.h.jsonl", ".git/x.jsonl", ".synth/x.jsonl"])
        {
            folder.Write(path, "x");
        }
    }
}
