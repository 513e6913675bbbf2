using System.Text.Json;
using SynthTool.Packages.Tests.Infra;

namespace SynthTool.Packages.Tests;

/// <summary>A project that holds nothing but the SDK's name.</summary>
public sealed class ASynthproj
{
    [Fact]
    public async Task BuildsItsDatasetsSaysThatTheyAreUpToDateAndCleansOutputsOnly()
    {
        using var repo = await Sandbox.NewAsync("données d'été (1)");
        repo.SynthProject("quick start");

        var first = (await repo.DotnetAsync("build \"quick start\"")).Succeeded().SaysOnce("quickstart: built 36 rows").DoesNotSay("warning");
        Assert.Equal(["sft/test-292e42c5661b.parquet", "sft/train-dd2930459d58.parquet"], repo.Shards("out/quickstart"));
        first.DoesNotSay("error");

        // Nothing to do: one line, and nothing is written; what the last build wrote is not taken for garbage.
        var stamps = repo.Stamps("out");
        var sources = repo.Stamps("quick start/seeds") + repo.Stamps("quick start/responses");
        (await repo.DotnetAsync("build \"quick start\" --no-restore -bl:log.binlog")).Succeeded().SaysOnce("quickstart: up to date (36 rows, 2 shards)");
        Assert.Equal(stamps, repo.Stamps("out"));
        Assert.Equal(sources, repo.Stamps("quick start/seeds") + repo.Stamps("quick start/responses"));
        Assert.True(new FileInfo(repo.At("log.binlog")).Length > 0);

        var json = (await repo.DotnetAsync("build \"quick start\" --no-restore -t:Build -getItem:SynthShard")).Succeeded();
        var train = JsonDocument.Parse(json.Output).RootElement.GetProperty("Items").GetProperty("SynthShard")[0];
        Assert.Equal(
            ["quickstart", "sft", "train", "26", "5eabca6a31024f6b77d51d6efa89ed63be920ea8318cba85c7eb6e513a692012"],
            new[] { "Dataset", "output", "Split", "Rows", "Sha256" }.Select(name => train.GetProperty(name).GetString()));
        Assert.True(File.Exists(train.GetProperty("Identity").GetString()));

        (await repo.DotnetAsync("clean \"quick start\"")).Succeeded();
        Assert.Empty(repo.Shards("out"));
        Assert.NotEmpty(repo.Files(".synth"));
        Assert.NotEmpty(repo.Files("quick start/responses"));

        (await repo.DotnetAsync("build \"quick start\" --no-restore -t:Rebuild")).Succeeded().Says("0 calls, 40 reused");
        Assert.Equal(2, repo.Shards("out").Count);
    }

    [Fact]
    public async Task BuildsAsAGraphIsolatedManyThreadedInASolutionAndOnTheTerminal()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("data/quickstart");
        repo.CSharp("app", """<ItemGroup><ProjectReference Include="../data/quickstart/quickstart.synthproj" /></ItemGroup>""");

        (await repo.DotnetAsync("build app -graph")).Succeeded().SaysOnce("quickstart: built 36 rows");
        foreach (var line in new[] { "build app -graph -isolate --no-restore", "build app -mt --no-restore", "build data/quickstart -mt --no-restore" })
        {
            (await repo.DotnetAsync(line)).Succeeded().SaysOnce("quickstart: up to date").DoesNotSay("warning MSB");
        }

        (await repo.DotnetAsync("new sln -n all --format sln")).Succeeded();
        (await repo.DotnetAsync("sln all.sln add app/app.csproj data/quickstart/quickstart.synthproj")).Succeeded();
        (await repo.DotnetAsync("build all.sln --no-restore -m")).Succeeded().SaysOnce("quickstart: up to date").Says("app -> ");
        (await repo.DotnetAsync("build data/quickstart --no-restore -tl:on")).Succeeded().Says("succeeded");
    }

    [Fact]
    public async Task BuildsSeveralDatasetsAndIsBuiltOnceForTwoThatReferToIt()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("one", "first");
        repo.Dataset("one/more", "second");
        repo.SynthProject("two", "third");
        repo.CSharp("a", """<ItemGroup><ProjectReference Include="../one/first.synthproj" /><ProjectReference Include="../two/third.synthproj" /></ItemGroup>""");
        repo.CSharp("b", """<ItemGroup><ProjectReference Include="../one/first.synthproj" /></ItemGroup>""");
        repo.Write("all.proj", """
            <Project DefaultTargets="Build">
              <Target Name="Restore"><MSBuild Projects="a/a.csproj;b/b.csproj" Targets="Restore" /></Target>
              <Target Name="Build"><MSBuild Projects="a/a.csproj;b/b.csproj" BuildInParallel="true" /></Target>
            </Project>
            """);

        (await repo.DotnetAsync("restore a")).Succeeded();
        (await repo.DotnetAsync("restore b")).Succeeded();
        (await repo.DotnetAsync("build all.proj --no-restore -m")).Succeeded().SaysOnce("first: built").SaysOnce("second: built").SaysOnce("third: built");
        Assert.Equal(["synth/first/manifest.json", "synth/second/manifest.json", "synth/third/manifest.json"], repo.Files("a/bin/Debug/net10.0").Where(f => f.EndsWith("manifest.json", StringComparison.Ordinal)));
        (await repo.DotnetAsync("build one --no-restore")).Succeeded().SaysOnce("first: up to date").SaysOnce("second: up to date");
    }

    [Fact]
    public async Task OfTwoProjectsThatBuildOneDatasetOneWaitsForTheOther()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("data");
        foreach (var other in new[] { "a", "b" })
        {
            repo.Write($"{other}/{other}.synthproj", $"""
                <Project Sdk="SynthTool.Sdk/{repo.Version}">
                  <ItemGroup><SynthDataset Include="../data/quickstart.synth.yaml" /></ItemGroup>
                </Project>
                """);
        }

        (await repo.DotnetAsync("restore a")).Succeeded();
        (await repo.DotnetAsync("restore b")).Succeeded();
        var both = await Task.WhenAll(repo.DotnetAsync("build a --no-restore"), repo.DotnetAsync("build b --no-restore"));
        Assert.All(both, b => b.Succeeded());
        Assert.Equal(1, both.Count(b => b.Output.Contains("built 36 rows", StringComparison.Ordinal)));
        Assert.Equal(1, both.Count(b => b.Output.Contains("up to date (36 rows", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WritesNothingIntoItsSourcesSoThatTheyMayBeReadOnly()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("data");
        var sources = repo.Stamps("data");
        foreach (var file in repo.Files("data"))
        {
            File.SetAttributes(repo.At($"data/{file}"), FileAttributes.ReadOnly);
        }

        if (!OperatingSystem.IsWindows())
        {
            foreach (var folder in Directory.EnumerateDirectories(repo.At("data"), "*", SearchOption.AllDirectories).Append(repo.At("data")))
            {
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        try
        {
            (await repo.DotnetAsync($"build data \"-p:ArtifactsPath={repo.At("artifacts")}\" -p:UseArtifactsOutput=true")).Succeeded().SaysOnce("quickstart: built 36 rows");
            Assert.Equal(sources, repo.Stamps("data"));
        }
        finally
        {
            if (!OperatingSystem.IsWindows())
            {
                foreach (var folder in Directory.EnumerateDirectories(repo.At("data"), "*", SearchOption.AllDirectories).Append(repo.At("data")))
                {
                    File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
                }
            }
        }
    }

    [Fact]
    public async Task WarnsWhenAnotherVersionOfTheToolIsPinned()
    {
        using var repo = await Sandbox.NewAsync();
        repo.SynthProject("data");
        repo.Write("dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": { "dotnet-synth": { "version": "0.0.9", "commands": ["dotnet-synth"] } } }""");

        (await repo.DotnetAsync("build data")).Succeeded().SaysOnce("dotnet-tools.json : warning SYNTH1903: dotnet-synth 0.0.9 is pinned here");
        repo.Write("dotnet-tools.json", repo.Read("dotnet-tools.json").Replace("0.0.9", repo.Version, StringComparison.Ordinal));
        (await repo.DotnetAsync("build data --no-restore")).Succeeded().DoesNotSay("SYNTH1903");
    }
}
