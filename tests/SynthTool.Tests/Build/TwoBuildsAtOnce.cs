using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class TwoBuildsAtOnce
{
    [Fact]
    public async Task LetTheSecondWaitAndFindEverythingDone()
    {
        using var dataset = TestDataset.Of(12);
        var (asked, mayAnswer) = (new TaskCompletionSource(), new TaskCompletionSource());
        dataset.Teacher.Reply = async (r, _) =>
        {
            asked.TrySetResult();
            await mayAnswer.Task;
            return FakeChatClient.Reply("fine");
        };
        var first = dataset.BuildAsync();
        await asked.Task;

        var impatient = await dataset.BuildAsync(o => o with { NoWait = true });
        var heard = new Listener(mayAnswer);
        var second = await dataset.BuildAsync(listener: heard);

        Assert.Equal((ExitCode.Busy, 0L), (impatient.ExitCode, impatient.Calls));
        Assert.Equal("SYNTH1305", Assert.Single(impatient.Diagnostics).Kind.Code);
        Assert.Contains("a test", impatient.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Equal(("set", "a test"), Assert.Single(heard.Waited));
        Assert.Equal((ExitCode.Done, BuildStatus.Built, 12L), ((await first).ExitCode, (await first).Status, (await first).Calls));
        Assert.Equal((ExitCode.Done, BuildStatus.UpToDate, 0L), (second.ExitCode, second.Status, second.Calls));
    }

    [Fact]
    public async Task OfDifferentDatasetsShareTheStoreAndDisturbEachOtherNot()
    {
        using var dataset = TestDataset.Of(12);
        foreach (var name in new[] { "b", "c", "d" })
        {
            dataset.Write($"{name}.synth.yaml", TestDataset.DefaultDefinition.Replace("dataset: set", $"dataset: {name}", StringComparison.Ordinal));
        }

        var outcomes = await Task.WhenAll(new[] { "set", "b", "c", "d" }.Select(name => DatasetBuild.RunAsync(
            dataset.Workspace(), $"data/{name}.synth.yaml", new BuildOptions { Spending = Spending.Allow }, NoListener.Instance, (_, _) => new(false), CancellationToken.None)));

        Assert.All(outcomes, o => Assert.Equal((ExitCode.Done, 12L), (o.ExitCode, o.Rows)));
        Assert.All(outcomes, o => Assert.Empty(o.Diagnostics));
    }

    [Fact]
    public async Task OfDatasetsOfOneFolderCommitTheirAnswersToTheSameFileAndLoseNone()
    {
        using var dataset = TestDataset.Of(12);
        string[] names = ["b", "c", "d", "e"];
        foreach (var name in names)
        {
            dataset.Write($"{name}.synth.yaml", "responses: commit\n" + TestDataset.DefaultDefinition.Replace("dataset: set", $"dataset: {name}", StringComparison.Ordinal).Replace("model: test", $"model: {name}", StringComparison.Ordinal));
        }

        dataset.Remove("data/set.synth.yaml");
        await Task.WhenAll(names.Select(name => Task.Run(() => DatasetBuild.RunAsync(
            dataset.Workspace(), $"data/{name}.synth.yaml", new BuildOptions { Spending = Spending.Allow }, NoListener.Instance, (_, _) => new(false), CancellationToken.None))));

        using var clone = dataset.Clone();
        foreach (var name in names)
        {
            var frozen = await DatasetBuild.RunAsync(
                clone.Workspace(), $"data/{name}.synth.yaml", new BuildOptions { Locked = true, Offline = true }, NoListener.Instance, (_, _) => new(false), CancellationToken.None);
            Assert.Equal((name, ExitCode.Done), (name, frozen.ExitCode));
        }
    }

    [Fact]
    public async Task AreNotBlockedByTheLockOfAProcessThatIsGone()
    {
        using var dataset = TestDataset.Of(3);
        var path = CacheFolder.For(dataset.Workspace().Root, dataset.Definition).Lock;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "process 4711 on elsewhere");

        Assert.Equal(ExitCode.Done, (await dataset.BuildAsync(o => o with { NoWait = true })).ExitCode);
    }

    private sealed class Listener(TaskCompletionSource mayAnswer) : IBuildListener
    {
        public List<(string Dataset, string Holder)> Waited { get; } = [];

        public void On(BuildEvent happened)
        {
            if (happened is BuildEvent.Waiting waiting)
            {
                Waited.Add((waiting.Dataset, waiting.Holder));
                mayAnswer.TrySetResult();
            }
        }
    }
}
