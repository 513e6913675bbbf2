using System.IO.Compression;
using SynthTool.Packages.Tests.Infra;

namespace SynthTool.Packages.Tests;

/// <summary>Projects of C# that train or test with a dataset.</summary>
public sealed class WhoConsumesADataset
{
    private static readonly string[] Delivered =
    [
        "synth/quickstart/README.md", "synth/quickstart/manifest.json", "synth/quickstart/quickstart.synth.lock",
        "synth/quickstart/sft/test-292e42c5661b.parquet", "synth/quickstart/sft/train-dd2930459d58.parquet",
    ];

    [Fact]
    public async Task ByAProjectReferenceHasItInItsOutputAndItsPublishFolder()
    {
        using var repo = await Sandbox.NewAsync("répo");
        repo.SynthProject("data");
        repo.CSharp("app", """<ItemGroup><ProjectReference Include="../data/quickstart.synthproj" /></ItemGroup>""");

        (await repo.DotnetAsync("build app")).Succeeded();
        Assert.Equal(Delivered, repo.Files("app/bin/Debug/net10.0").Where(f => f.StartsWith("synth/", StringComparison.Ordinal)));

        // In Release, after a build in Debug: nothing is made again.
        (await repo.DotnetAsync("publish app -o published")).Succeeded().SaysOnce("quickstart: up to date");
        Assert.Equal(Delivered, repo.Files("published").Where(f => f.StartsWith("synth/", StringComparison.Ordinal)));
        (await repo.DotnetAsync("publish data -o alone --no-restore")).Succeeded().SaysOnce("quickstart: up to date");
        Assert.Equal(Delivered, repo.Files("alone"));

        // A shard that is no more leaves the consumer's output too.
        repo.Replace("data/quickstart.synth.yaml", "train: 80, test: 20", "train: 50, test: 50");
        (await repo.DotnetAsync("build app --no-restore")).Succeeded().Says("quickstart: built");
        Assert.Equal(repo.Shards("out/quickstart"), repo.Shards("app/bin/Debug/net10.0/synth/quickstart"));
        Assert.NotEqual(Delivered[3..].Select(d => d["synth/quickstart/".Length..]), repo.Shards("out/quickstart"));
    }

    [Fact]
    public async Task ByAPackageReferenceReadsItsRowsAtRunTime()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("data");
        (await repo.DotnetAsync("build data")).Succeeded();
        (await repo.DotnetAsync("pack data -o packed")).Succeeded().SaysOnce("quickstart: up to date").DoesNotSay("warning");
        using (var package = ZipFile.OpenRead(repo.At("packed/quickstart.1.0.0.nupkg")))
        {
            var names = package.Entries.Select(e => e.FullName).ToList();
            Assert.Equal(Delivered, names.Where(n => n.StartsWith("synth/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.Contains("build/quickstart.targets", names);
            Assert.Contains("buildTransitive/quickstart.targets", names);
            Assert.DoesNotContain(names, n => n.StartsWith("lib/", StringComparison.Ordinal));
        }

        var page = await File.ReadAllTextAsync(Repository.Path("docs/msbuild.md"));
        var sample = page.Split("```csharp\n")[1].Split("\n```")[0];
        var versions = await File.ReadAllTextAsync(Repository.Path("Directory.Packages.props"));
        var parquet = versions.Split("Include=\"Parquet.Net\" Version=\"")[1].Split('"')[0];
        repo.CSharp("app", $"""<ItemGroup><PackageReference Include="quickstart" Version="1.0.0" /><PackageReference Include="Parquet.Net" Version="{parquet}" /></ItemGroup>""", sample);
        (await repo.DotnetAsync("build app")).Succeeded();
        Assert.Equal(Delivered, repo.Files("app/bin/Debug/net10.0").Where(f => f.StartsWith("synth/", StringComparison.Ordinal)));
        var run = (await repo.DotnetAsync("app/bin/Debug/net10.0/app.dll")).Succeeded();
        Assert.Equal("26 rows", run.Lines[^1]);
        Assert.StartsWith("q-", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(": user, assistant", run.Lines[0], StringComparison.Ordinal);

        // Only the definition's version counts, whatever is in the store or in the output folder.
        repo.Replace("data/quickstart.synth.yaml", "version: 1.0.0", "version: 1.1.0-beta");
        (await repo.DotnetAsync("pack data -o packed --no-restore")).Succeeded();
        Assert.True(File.Exists(repo.At("packed/quickstart.1.1.0-beta.nupkg")));
    }

    [Fact]
    public async Task ByItemsOfItsOwnBuildsItOnceForAllItsFrameworks()
    {
        using var repo = await Sandbox.NewAsync();
        repo.Dataset("app/data");
        repo.CSharp("app", $"""
            <ItemGroup><PackageReference Include="SynthTool.Sdk" Version="{repo.Version}" /></ItemGroup>
            <ItemGroup><SynthDataset Include="data/*.synth.yaml" /></ItemGroup>
            <Target Name="Show" AfterTargets="SynthBuild"><Message Importance="high" Text="shard %(SynthShard.Output) %(Split) %(Rows)" /></Target>
            """);
        (await repo.DotnetAsync("build app")).Succeeded().SaysOnce("quickstart: built").SaysOnce("shard sft train 26");
        Assert.Equal(Delivered, repo.Files("app/bin/Debug/net10.0").Where(f => f.StartsWith("synth/", StringComparison.Ordinal)));
        (await repo.DotnetAsync("publish app -o published --no-restore")).Succeeded();
        Assert.Equal(Delivered, repo.Files("published").Where(f => f.StartsWith("synth/", StringComparison.Ordinal)));

        repo.Replace("app/app.csproj", "<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;net10.0-lab1.0</TargetFrameworks><TargetPlatformSupported>true</TargetPlatformSupported><TargetPlatformVersionSupported>true</TargetPlatformVersionSupported>");
        Directory.Delete(repo.At("app/obj"), recursive: true);
        (await repo.DotnetAsync("build app")).Succeeded().SaysOnce("quickstart: up to date");
        Assert.Equal(Delivered, repo.Files("app/bin/Debug/net10.0-lab1.0").Where(f => f.StartsWith("synth/", StringComparison.Ordinal)));
        (await repo.DotnetAsync("build app --no-restore -f net10.0")).Succeeded().SaysOnce("quickstart: up to date");
        (await repo.DotnetAsync("clean app")).Succeeded();
        Assert.Empty(repo.Shards("out"));
    }
}
