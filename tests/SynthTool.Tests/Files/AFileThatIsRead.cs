using System.Text;
using SynthTool.Files;
using SynthTool.Testing;

namespace SynthTool.Tests.Files;

public sealed class AFileThatIsRead : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("\uFEFFa\nb", "a\nb")]
    [InlineData("a\rb", "a\rb")]
    [InlineData("", "")]
    [InlineData("\uFEFF", "")]
    [InlineData("ä😀", "ä😀")]
    public void AsTextHasNoMarkAndUnixLineEnds(string written, string read)
    {
        var text = FileContent.ReadText(folder.Write("a.txt", written), 100);
        Assert.Null(text.Problem);
        Assert.Equal(read, text.Text);
        Assert.Equal(FileStamp.Of(folder["a.txt"]), text.Stamp);
    }

    [Fact]
    public void AsTextIsRefusedWithThePlaceWhereItIsNoUtf8()
    {
        var path = folder.Write("a.txt", [.. Encoding.UTF8.GetBytes("one\ntwo ö"), 0xE9, (byte)'x']);
        var problem = FileContent.ReadText(path, 100).Problem!;

        Assert.Equal(("SYNTH0106", 2), (problem.Kind.Code, problem.Line));
        var found = problem.Explain("a.txt");
        Assert.Equal("a.txt(2)", found.Place?.ToString());
        Assert.Equal("\"a.txt\" is not UTF-8: byte 10 (line 2) begins no valid character", found.Message);
        Assert.Equal("SYNTH0106", FileContent.ReadText(folder.Write("cut.txt", [0x61, 0xE2, 0x82]), 100).Problem?.Kind.Code);
    }

    [Fact]
    public void IsRefusedWhenItIsMissingAFolderOrTooLarge()
    {
        Directory.CreateDirectory(folder["sub"]);
        Assert.Equal("SYNTH0102", FileContent.Read(folder["none"], 10).Problem?.Kind.Code);
        Assert.Equal("SYNTH0102", FileContent.Read(folder["none/deep"], 10).Problem?.Kind.Code);
        Assert.Equal("SYNTH0105", FileContent.Read(folder["sub"], 10).Problem?.Kind.Code);
        Assert.Equal("SYNTH0104", FileContent.Read(folder.Write("a", new byte[11]), 10).Problem?.Kind.Code);
        Assert.Equal(10, FileContent.Read(folder.Write("a", new byte[10]), 10).Bytes.Length);
        Assert.Equal("\"a\" is larger than 10 bytes", FileContent.Read(folder.Write("a", new byte[11]), 10).Problem?.Explain("a").Message);
    }

    [Fact]
    public void IsRefusedWhenItIsADeviceOrAPipeThatWouldNeverEnd()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there are no such files
        }

        Assert.Equal("SYNTH0103", FileContent.Read("/dev/zero", 1000).Problem?.Kind.Code);
        using var pipe = System.Diagnostics.Process.Start("mkfifo", [folder["pipe"]]);
        pipe.WaitForExit();
        Assert.Equal("SYNTH0103", FileContent.Read(folder["pipe"], 1000).Problem?.Kind.Code);
        Assert.Equal("SYNTH0103", Assert.Throws<FileFailure>(() => Disk.OpenStream(folder["pipe"])).Kind.Code);
    }
}
