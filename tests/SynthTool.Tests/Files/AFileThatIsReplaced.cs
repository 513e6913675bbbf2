using SynthTool.Files;
using SynthTool.Testing;
using Xunit.Abstractions;

namespace SynthTool.Tests.Files;

public sealed class AFileThatIsReplaced(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void IsTheOldOneUntilItIsTheNewOne()
    {
        var path = folder.Write("out/a.bin", "old");
        using (var file = AtomicFile.Create(path))
        {
            file.Append("new"u8);
            Assert.Equal("old", File.ReadAllText(path));
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder["out"]));
    }

    [Fact]
    public void StaysTheOldOneWhenWritingIsGivenUp()
    {
        var path = folder.Write("a.bin", "old");
        using (var file = AtomicFile.Create(path))
        {
            file.Append("new"u8);
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void IsLeftAloneWhenTheNewBytesAreTheOldOnes()
    {
        var path = folder.Write("a.bin", new string('x', 200_000));
        var stamp = FileStamp.Of(path);
        foreach (var text in (string[])[new string('x', 200_000), new string('x', 199_999) + "y", new string('x', 199_999)])
        {
            using var file = AtomicFile.Create(path);
            file.Append(System.Text.Encoding.UTF8.GetBytes(text));
            Assert.Equal(text[^1] != 'x' || text.Length != 200_000, file.CommitIfChanged());
            Assert.Equal(text, File.ReadAllText(path));
        }

        Assert.NotEqual(stamp, FileStamp.Of(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void ReplacesALinkAndNotWhatItLeadsTo()
    {
        folder.Write("target", "target");
        File.CreateSymbolicLink(folder["a"], "target");
        AtomicFile.Write(folder["a"], "new"u8);

        Assert.Equal(("target", "new"), (File.ReadAllText(folder["target"]), File.ReadAllText(folder["a"])));
    }

    [Fact]
    public void LeavesARecognisableNameWhenItsProcessIsKilled()
    {
        folder.Write("a.bin", "old");
        folder.Write(".a.bin.4711-1.tmp", "half");
        AtomicFile.RemoveLeftovers(folder.Path);

        Assert.Equal([folder["a.bin"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void StaysTheOldOneWhenTheDiskIsFull()
    {
        using var disk = SmallDisk.TryMount("size=64k", out var why);
        if (disk is null)
        {
            output.WriteLine($"not run: {why}");
            return;
        }

        var path = Path.Combine(disk.Path, "a.bin");
        AtomicFile.Write(path, "old"u8);
        var failure = Assert.Throws<FileFailure>(() => AtomicFile.Write(path, new byte[200_000]));

        Assert.Equal("SYNTH0107", failure.Kind.Code);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(disk.Path));
        var found = failure.In(RepositoryRoot.Find(disk.Path));
        Assert.Equal(("a.bin", "Writing \"a.bin\" failed: no space is left"), (found.Place?.Path, found.Message));
    }

    [Fact]
    public void FailsClearlyWhereNothingMayBeWritten()
    {
        using var disk = SmallDisk.TryMount("size=64k", out var why);
        if (disk is null)
        {
            output.WriteLine($"not run: {why}");
            return;
        }

        Assert.True(disk.MakeReadOnly());
        Assert.Equal("SYNTH0108", Assert.Throws<FileFailure>(() => AtomicFile.Write(Path.Combine(disk.Path, "a"), "x"u8)).Kind.Code);
        Assert.Equal("SYNTH0108", Assert.Throws<FileFailure>(() => AtomicFile.Write(Path.Combine(disk.Path, "sub/a"), "x"u8)).Kind.Code);
        Assert.Equal("SYNTH0108", Assert.Throws<FileFailure>(() => OsLock.TryAcquire(Path.Combine(disk.Path, "lock"), "me", out _)).Kind.Code);
    }
}
