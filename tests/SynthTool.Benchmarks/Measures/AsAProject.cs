using System.Runtime.InteropServices;
using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.Measures;

/// <summary>What nothing to do costs through <c>dotnet build</c> and through the installed tool.</summary>
internal static class AsAProject
{
    private const string Version = "0.0.0-bench";

    /// <summary>The SDK's own targets, with nothing to compile: what an SDK for projects without code does at least.</summary>
    private const string EmptyProject = """
        <Project>
          <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
          <PropertyGroup>
            <TargetFramework>netstandard2.0</TargetFramework>
            <EnableDefaultItems>false</EnableDefaultItems>
            <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
            <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
            <GenerateTargetFrameworkAttribute>false</GenerateTargetFrameworkAttribute>
            <GenerateDependencyFile>false</GenerateDependencyFile>
            <ProduceReferenceAssembly>false</ProduceReferenceAssembly>
            <SkipCopyBuildProduct>true</SkipCopyBuildProduct>
          </PropertyGroup>
          <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
          <Target Name="CoreCompile" />
        </Project>
        """;

    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var feed = await PackAsync(bench);
        var large = await bench.DatasetAsync(DatasetForm.Large(bench.Rows(1_000_000)));
        var small = await bench.DatasetAsync(DatasetForm.Large(1_000));
        foreach (var dataset in new[] { large, small })
        {
            await PrepareAsync(dataset, feed);
        }

        var empty = Path.Combine(small.Root, "empty");
        _ = Directory.CreateDirectory(empty);
        await File.WriteAllTextAsync(Path.Combine(empty, "empty.csproj"), EmptyProject);
        _ = await ChildProcess.RunAsync(empty, watchMemory: false, "dotnet", "build", "-v", "quiet");

        var againstEmpty = await Pairs.RunAsync(bench, bench.Runs(15), () => BuildAsync(small), () => BuildAsync(empty), warm: true);
        var againstSmall = await Pairs.RunAsync(bench, bench.Runs(15), () => BuildAsync(large), () => BuildAsync(small), warm: true);
        var tool = await Pairs.RunAsync(
            bench, bench.Runs(15), () => ChildProcess.RunAsync(small.Root, watchMemory: false, "dotnet", "synth", "build"), () => ChildProcess.RunAsync(small.Root, watchMemory: false, "dotnet", "--version"), warm: true);
        return
        [
            new Measure("`dotnet build --no-restore` of an unchanged synthproj", Text.Ms(againstEmpty.OurWall), $"{Text.Ms(againstEmpty.ReferenceWall)} of an empty project", againstEmpty.WallRatio, new Goal(1.25), againstEmpty.Cpu, againstEmpty.Ours.Count),
            new Measure(FormattableString.Invariant($"the same, {large.Form.Rows:N0} rows"), Text.Ms(againstSmall.OurWall), $"{Text.Ms(againstSmall.ReferenceWall)} of 1,000 rows", againstSmall.WallRatio, new Goal(1.1), againstSmall.Cpu, againstSmall.Ours.Count),
            new Measure("nothing to do through the local tool: CPU", Text.Ms(tool.OurCpu), $"{Text.Ms(tool.ReferenceCpu)} `dotnet --version`", tool.CpuRatio, new Goal(1.8), tool.Cpu, tool.Ours.Count),
        ];
    }

    private static Task<Sample> BuildAsync(BenchDataset dataset) => BuildAsync(Path.Combine(dataset.Root, "data"));

    private static Task<Sample> BuildAsync(string folder) => ChildProcess.RunAsync(folder, watchMemory: false, "dotnet", "build", "--no-restore");

    // As a release does, but for this machine's platform alone, and beside the checkout's own output.
    private static async Task<string> PackAsync(Bench bench)
    {
        bench.Say("packing the tool and the build package");
        var feed = bench.NewFolder("feed");
        foreach (var project in new[] { "SynthTool.Cli", "SynthTool.MSBuild" })
        {
            _ = await ChildProcess.RunAsync(
                Path.Combine(Published.Checkout(), "src", project), watchMemory: false, "dotnet", "pack", "-o", feed, $"-p:Version={Version}",
                $"-p:SynthToolRids={RuntimeInformation.RuntimeIdentifier}", $"-p:ArtifactsPath={Path.Combine(bench.Folder, "artifacts")}", "-v", "quiet");
        }

        return feed;
    }

    private static async Task PrepareAsync(BenchDataset dataset, string feed)
    {
        await dataset.EnsureBuiltAsync();
        await File.WriteAllTextAsync(Path.Combine(dataset.Root, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{feed}" /></packageSources>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Path.GetDirectoryName(feed)!, "packages")}" /></config>
            </configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(dataset.Root, "data", "bench.synthproj"), $"<Project Sdk=\"SynthTool.Sdk/{Version}\" />\n");
        _ = await ChildProcess.RunAsync(Path.Combine(dataset.Root, "data"), watchMemory: false, "dotnet", "build", "-v", "quiet");
        await File.WriteAllTextAsync(Path.Combine(dataset.Root, "dotnet-tools.json"), $$"""
            { "version": 1, "isRoot": true, "tools": { "dotnet-synth": { "version": "{{Version}}", "commands": ["dotnet-synth"] } } }
            """);
        _ = await ChildProcess.RunAsync(dataset.Root, watchMemory: false, "dotnet", "tool", "restore");
        _ = await ChildProcess.RunAsync(dataset.Root, watchMemory: false, "dotnet", "synth", "build");
    }
}
