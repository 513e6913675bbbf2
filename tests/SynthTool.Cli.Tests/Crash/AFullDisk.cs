using System.Globalization;
using SynthTool.Testing;
using Xunit.Abstractions;

namespace SynthTool.Cli.Tests.Crash;

public sealed class AFullDisk(ITestOutputHelper output)
{
    private const int Seeds = 300;
    private const int Kilobyte = 1024;

    [Fact]
    public async Task StopsABuildClearlyAndNothingIsLost()
    {
        using var disk = SmallDisk.TryMount("size=8m", out var why);
        if (disk is null)
        {
            output.WriteLine($"skipped: {why}");
            return;
        }

        using var dataset = new ShopDataset(Seeds);
        await using var teacher = await LoopbackTeacher.StartAsync(new());
        var tool = dataset.Tool with { Endpoint = teacher.Endpoint };
        Copy(dataset.Folder, disk.Path);
        await tool.RunAsync("build --teacher allow");
        var calls = teacher.Journal.Asked.Count;

        var failures = 0;
        ToolResult result;
        while (true)
        {
            FillAllBut(disk.Path, kilobytes: 40 + (110 * failures));
            result = await (tool with { Folder = disk.Path }).RunAsync("build", "--teacher", "allow");
            if (result.Code == 0)
            {
                break;
            }

            failures++;
            Assert.True(result.Code == 1, result.Shown);
            Assert.Contains("error SYNTH0107", result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(disk.Path, "shop.synth.lock")));
        }

        var repeated = teacher.Journal.Asked.Count - (2 * calls);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{failures} builds met a full disk; {repeated} of {calls} calls were repeated"));
        Assert.InRange(failures, 3, 100);
        Assert.InRange(repeated, 0, failures * ShopDataset.Concurrency);
        VisibleFiles.Of(disk.Path, leftovers: true).CheckEqual(VisibleFiles.Of(dataset.Folder, leftovers: true), answers: true);
    }

    private static void FillAllBut(string folder, int kilobytes)
    {
        var ballast = Path.Combine(folder, "ballast");
        File.Delete(ballast);
        var free = new DriveInfo(folder).AvailableFreeSpace - (kilobytes * Kilobyte);
        File.WriteAllBytes(ballast, new byte[Math.Max(0, free)]);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, ".git"));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
