using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Testing;

namespace SynthTool.Tests.Files;

public sealed class AFailureOfTheDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NamesThePathFromTheRootAndNeverMoreThanOneLine()
    {
        var failure = Assert.Throws<FileFailure>(() => Disk.OpenRead(folder["seeds/gone.jsonl"]));
        var found = failure.In(RepositoryRoot.Find(folder.Path));

        Assert.Equal(("SYNTH0109", "seeds/gone.jsonl"), (found.Kind.Code, found.Place?.Path));
        Assert.Equal("Reading \"seeds/gone.jsonl\" failed: it is not there", found.Message);
        Assert.Null(failure.In(RepositoryRoot.Find(folder["other"])).Place);
        Assert.DoesNotContain('\n', FileFailure.From(new IOException("a\nb", 5), "/x\ny", "Reading").Diagnostic.Message);
    }

    [Fact]
    public void IsOneOfAClosedListOfKinds()
    {
        (Exception, DiagnosticKind)[] cases =
        [
            (new UnauthorizedAccessException(), FilesDiagnostics.NotPermitted),
            (new DirectoryNotFoundException(), FilesDiagnostics.Vanished),
            (new IOException("", 28), FilesDiagnostics.DiskFull),
            (new IOException("", unchecked((int)0x80070070)), FilesDiagnostics.DiskFull),
            (new IOException("", 30), FilesDiagnostics.ReadOnly),
            (new IOException("", 5), FilesDiagnostics.DiskFailure),
            (new PathTooLongException(), FilesDiagnostics.PathRefused),
        ];
        Assert.All(cases, c => Assert.Equal(c.Item2, FileFailure.From(c.Item1, "/x", "Reading").Kind));
    }

    [Fact]
    public void IsNoneWhenAMissingFileIsToBeRemoved()
    {
        Disk.Delete(folder["none"]);
        Disk.Delete(folder["none/deep"]);
        Disk.DeleteFolder(folder["none"]);
        Assert.Empty(Disk.FilesIn(folder["none"]));
    }

    [Fact]
    public void IsNoneWhenALinkedFolderIsRemovedAndItsTargetStays()
    {
        folder.Write("target/a", "x");
        Directory.CreateSymbolicLink(folder["link"], folder["target"]);
        Disk.DeleteFolder(folder["link"]);
        Assert.True(File.Exists(folder["target/a"]));
        Disk.DeleteFolder(folder["target"]);
        Assert.False(Directory.Exists(folder["target"]));
    }
}
