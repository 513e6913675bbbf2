using SynthTool.Cli.Tests.Infra;
using SynthTool.Testing;

namespace SynthTool.Cli.Tests.Crash;

/// <summary>Where no library but the framework's is there to be loaded, a build with nothing to do must work all the same.</summary>
public sealed class AnUpToDateBuild
{
    private static readonly string[] Own = ["dotnet-synth.dll", "dotnet-synth.runtimeconfig.json", "SynthTool.dll"];

    [Theory]
    [InlineData("build")]
    [InlineData("build --frozen")]
    [InlineData("build shop.synth.yaml --teacher never")]
    public async Task LoadsNoLibrary(string line)
    {
        using var dataset = new ShopDataset(seeds: 12);
        await using var teacher = await LoopbackTeacher.StartAsync(new());
        await (dataset.Tool with { Endpoint = teacher.Endpoint }).RunAsync("build --teacher allow");
        await dataset.Tool.RunAsync("build"); // the stamps of what has just been written are not trusted yet
        using var bare = new TempRepository(git: false);
        foreach (var name in Own)
        {
            File.Copy(Path.Combine(Path.GetDirectoryName(Tool.Built)!, name), bare.At(name));
        }

        var tool = dataset.Tool with { Program = bare.At(Own[0]) };
        var result = await tool.RunAsync(line);

        Assert.StartsWith("shop: up to date (12 rows, ", result.Error, StringComparison.Ordinal);
        var other = await tool.RunAsync(["plan"]);
        Assert.Contains("System.CommandLine", other.Error, StringComparison.Ordinal);
    }
}
