using SynthTool.Files;
using SynthTool.Testing;

namespace SynthTool.Tests.Files;

public sealed class APathThatAUserWrites : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder elsewhere = new();

    public void Dispose()
    {
        folder.Dispose();
        elsewhere.Dispose();
    }

    [Theory]
    [InlineData("data/support", "prompts/a.md", "data/support/prompts/a.md")]
    [InlineData("data/support", "./prompts//./a.md", "data/support/prompts/a.md")]
    [InlineData("data/support", @"prompts\a.md", "data/support/prompts/a.md")]
    [InlineData("data/support", "../shared/a.md", "data/shared/a.md")]
    [InlineData("data/support", "../../a.md", "a.md")]
    [InlineData("data/support", "a/../../b/", "data/b")]
    [InlineData("", "seeds/**/*.jsonl", "seeds/**/*.jsonl")]
    [InlineData("data", "..", "")]
    [InlineData("", "ä ö/…", "ä ö/…")]
    public void BecomesOneRelativeToTheRoot(string baseFolder, string written, string expected)
    {
        Assert.True(Root().TryResolve(baseFolder, written, out var path, out var error), error);
        Assert.Equal(expected, path);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData(@"\\server\share", "is absolute")]
    [InlineData("C:/x", "names a drive")]
    [InlineData("c:x", "names a drive")]
    [InlineData("..", "leaves the repository")]
    [InlineData("a/../../b", "leaves the repository")]
    [InlineData(@"a\..\..\b", "leaves the repository")]
    [InlineData("a\0b", "control characters")]
    [InlineData("a\nb", "control characters")]
    public void IsRefusedWithTheReason(string written, string why)
    {
        Assert.False(Root().TryResolve("", written, out _, out var error));
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public void IsRefusedWhenALinkOnItsWayLeadsOut()
    {
        elsewhere.Write("secret.txt", "secret");
        folder.Write("inside/a.txt", "a");
        Directory.CreateSymbolicLink(folder["out"], elsewhere.Path);
        File.CreateSymbolicLink(folder["secret.txt"], elsewhere["secret.txt"]);
        Directory.CreateSymbolicLink(folder["chain"], "out");
        Directory.CreateSymbolicLink(folder["in"], "inside");
        Directory.CreateSymbolicLink(folder["loop"], "loop");

        foreach (var written in (string[])["out/secret.txt", "secret.txt", "chain/secret.txt", "chain/new/file.txt", "in/../out/secret.txt"])
        {
            Assert.False(Root().TryResolve("", written, out _, out var error), written);
            Assert.Contains("through a link", error, StringComparison.Ordinal);
        }

        Assert.True(Root().TryResolve("", "in/a.txt", out _, out _));
        Assert.True(Root().TryResolve("", "loop/a.txt", out var path, out _)); // stays inside, and nothing is there
        Assert.NotNull(FileContent.Read(Root().Absolute(path), 10).Problem);
    }

    [Fact]
    public void IsTurnedIntoAFullPathAndBack()
    {
        var root = Root();
        Assert.Equal(folder["a/b.txt"], root.Absolute("a/b.txt"));
        Assert.Equal("a/b.txt", root.Relative(folder["a/b.txt"]));
        Assert.Equal((folder.Path, ""), (root.Absolute(""), root.Relative(folder.Path)));
        Assert.StartsWith("../", root.Relative(elsewhere.Path), StringComparison.Ordinal);
    }

    private RepositoryRoot Root() => RepositoryRoot.Find(folder.Path);
}
