using SynthTool.Build;
using SynthTool.Testing;
using Xunit.Abstractions;

namespace SynthTool.Tests.Build;

public sealed class AShardTouchedByHand(ITestOutputHelper output)
{
    [Theory]
    [InlineData("edited")]
    [InlineData("edited in place with its old date")]
    [InlineData("deleted")]
    [InlineData("cut")]
    [InlineData("emptied")]
    [InlineData("replaced by a copy of another")]
    public async Task IsTheOnlyOneThatIsWrittenAgain(string how)
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();
        var before = dataset.Outputs();
        var stamps = dataset.Shards();
        var path = stamps.Keys.ElementAt(1);
        Touch(dataset, path, how, stamps.Keys.First());

        var outcome = await dataset.BuildAsync();

        Assert.Equal((BuildStatus.Built, 0L, 1), (outcome.Status, outcome.Calls, outcome.Shards.Written));
        Assert.Equal(before, dataset.Outputs());
        Assert.Equal(stamps.Where(s => s.Key != path), dataset.Shards().Where(s => s.Key != path));
        Assert.Equal(BuildStatus.UpToDate, (await dataset.BuildAsync()).Status);
    }

    [Fact]
    public async Task IsLeftThereWhenTheBuildNoLongerWritesIt()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var path = dataset.Shards().Keys.First();
        File.AppendAllText(dataset.InRoot(path), "mine");

        var outcome = await dataset.Redefine("reply: reply }", "answer: reply }").BuildAsync();

        Assert.Equal(["SYNTH1310"], outcome.Diagnostics.Select(d => d.Kind.Code));
        Assert.True(File.Exists(dataset.InRoot(path)));
    }

    [Theory]
    [InlineData("out")]
    [InlineData("out/set")]
    [InlineData("out/set/sft")]
    public async Task WhoseFolderIsAFileIsAClearErrorAndNothingIsLost(string path)
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var before = dataset.Outputs();
        dataset.Remove(path);
        File.WriteAllText(dataset.InRoot(path), "in the way");
        dataset.Edit("s-003", "other");

        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Failed, 1L), (outcome.ExitCode, outcome.Calls));
        var error = Assert.Single(outcome.Diagnostics, d => d.IsError);
        Assert.StartsWith("SYNTH", error.Kind.Code, StringComparison.Ordinal);
        Assert.Contains(path, $"{error.Place} {error.Message}", StringComparison.Ordinal);
        Assert.Equal(before["lock"], dataset.LockText);
        Assert.Equal("in the way", File.ReadAllText(dataset.InRoot(path)));

        var again = await dataset.Remove(path).BuildAsync();
        Assert.Equal((ExitCode.Done, 0L), (again.ExitCode, again.Calls));
    }

    [Fact]
    public async Task InAFolderThatMayNotBeWrittenIsAClearErrorAndNothingIsLost()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            output.WriteLine("Not run: to root, and on Windows, a folder's mode forbids nothing.");
            return;
        }

        using var dataset = await TestDataset.Of(12).BuiltAsync();
        var before = dataset.Outputs();
        var folder = dataset.InRoot("out/set/sft");
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var outcome = await dataset.Edit("s-003", "other").BuildAsync();

        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal((ExitCode.Failed, 1L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal("SYNTH0103", Assert.Single(outcome.Diagnostics, d => d.IsError).Kind.Code);
        Assert.Equal(before, dataset.Outputs());
        Assert.Equal((ExitCode.Done, 0L), ((await dataset.BuildAsync()).ExitCode, (await dataset.BuildAsync()).Calls));
    }

    private static void Touch(TestDataset dataset, string path, string how, string other)
    {
        var absolute = dataset.InRoot(path);
        var bytes = File.ReadAllBytes(absolute);
        switch (how)
        {
            case "edited":
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(absolute, bytes);
                break;
            case "edited in place with its old date":
                var date = File.GetLastWriteTimeUtc(absolute);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(absolute, bytes);
                File.SetLastWriteTimeUtc(absolute, date);
                break;
            case "deleted":
                File.Delete(absolute);
                break;
            case "cut":
                File.WriteAllBytes(absolute, bytes[..^10]);
                break;
            case "emptied":
                File.WriteAllBytes(absolute, []);
                break;
            default:
                File.Copy(dataset.InRoot(other), absolute, overwrite: true);
                break;
        }
    }
}
