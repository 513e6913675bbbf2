using SynthTool.Testing;

namespace SynthTool.Cli.Tests.Crash;

public sealed class UnreadableStateFiles
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    public async Task CostNoCallAndChangeNoByte(int length)
    {
        using var dataset = new ShopDataset(seeds: 300);
        await using var teacher = await LoopbackTeacher.StartAsync(new());
        var tool = dataset.Tool with { Endpoint = teacher.Endpoint };
        await tool.RunAsync("build --teacher allow");
        var before = VisibleFiles.Of(dataset.Folder, leftovers: true);
        var calls = teacher.Journal.Asked.Count;
        var random = new Random(length);
        var files = Directory.EnumerateFiles(dataset.At(".synth/cache"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 4);
        foreach (var file in files)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            await File.WriteAllBytesAsync(file, bytes);
        }

        await tool.RunAsync("build");

        Assert.Equal(calls, teacher.Journal.Asked.Count);
        VisibleFiles.Of(dataset.Folder, leftovers: true).CheckEqual(before, answers: true);
    }
}
