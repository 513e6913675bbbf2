using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using SynthTool.Packages.Tests.Infra;

namespace SynthTool.Packages.Tests;

/// <summary>What <c>dotnet pack</c> makes.</summary>
public sealed class ThePackages
{
    [Fact]
    public async Task SayWhatTheyAreAndHaveOneVersion()
    {
        var packed = await Packed.Async;
        var ids = new[] { "dotnet-synth", "SynthTool.Sdk", "SynthTool.Templates" };
        Assert.Equal(5, Directory.GetFiles(packed.Feed, $"*.{packed.Version}.nupkg").Length); // the tool is a pointer and a package for each platform
        foreach (var id in ids)
        {
            using var package = ZipFile.OpenRead(packed.PackageOf(id));
            using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
            var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
            string Of(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
            Assert.Equal((id, packed.Version, "MIT", "icon.png", "README.md"), (Of("id"), Of("version"), Of("license"), Of("icon"), Of("readme")));
            Assert.NotNull(package.GetEntry("icon.png"));
            Assert.NotNull(package.GetEntry("README.md"));
            Assert.Contains(metadata.Elements(), e => e.Name.LocalName == "repository" && e.Attribute("type")?.Value == "git");
            Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");
        }
    }

    [Fact]
    public async Task OfTheToolAreCompiledAheadForEachCommonPlatformAndInILForAllOthers()
    {
        var packed = await Packed.Async;
        Assert.Equal((true, true), (await IsCompiledAheadAsync(packed, RuntimeInformation.RuntimeIdentifier, "dotnet-synth.dll"), await IsCompiledAheadAsync(packed, RuntimeInformation.RuntimeIdentifier, "SynthTool.dll")));
        Assert.False(await IsCompiledAheadAsync(packed, Packed.Rids, "dotnet-synth.dll"));

        var variables = new Dictionary<string, string>(Packed.Variables);
        var rids = await Command.RunAsync(Command.Start(Repository.Root, "dotnet", ["msbuild", "src/SynthTool.Cli", "-p:_IsPacking=true", "-getProperty:RuntimeIdentifiers"], variables));
        Assert.Equal("linux-x64;linux-arm64;osx-arm64;osx-x64;win-x64;any", rids.Succeeded().Output.Trim());
    }

    [Fact]
    public async Task OfTheTasksReferToNothingButMSBuild()
    {
        var packed = await Packed.Async;
        using var package = ZipFile.OpenRead(packed.PackageOf("SynthTool.Sdk"));
        using var image = new PEReader(await BytesAsync(package.GetEntry("tasks/net10.0/SynthTool.MSBuild.dll")!));
        var reader = image.GetMetadataReader();
        var references = reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name)).ToList();
        Assert.All(references, r => Assert.True(r.StartsWith("Microsoft.Build.", StringComparison.Ordinal) || r.StartsWith("System.", StringComparison.Ordinal), r));
        Assert.DoesNotContain(package.Entries, e => e.FullName.StartsWith("tasks/", StringComparison.Ordinal) && e.FullName != "tasks/net10.0/SynthTool.MSBuild.dll");
        Assert.NotNull(package.GetEntry("tools/net10.0/any/dotnet-synth.dll"));
    }

    [Fact]
    public async Task OfTheToolInstallLocallyGloballyAndRunAtOnce()
    {
        using var repo = await Sandbox.NewAsync();
        repo.Dataset("data");
        (await repo.DotnetAsync("new tool-manifest")).Succeeded();
        (await repo.DotnetAsync($"tool install dotnet-synth --version {repo.Version}")).Succeeded();
        (await repo.DotnetAsync("synth --version")).Succeeded().SaysOnce(repo.Version);
        (await repo.DotnetAsync("synth build data --frozen")).Succeeded().Says("quickstart: built 36 rows");
        (await repo.DotnetAsync($"tool exec dotnet-synth@{repo.Version} --yes -- build data")).Succeeded().Says("quickstart: up to date");

        (await repo.DotnetAsync($"tool install dotnet-synth --version {repo.Version} --tool-path tools")).Succeeded();
        (await repo.RunAsync(repo.At("tools/dotnet-synth"), "build data", repo.Root)).Succeeded().Says("quickstart: up to date");
    }

    // A managed assembly that is compiled ahead has a native header beside its metadata.
    private static async Task<bool> IsCompiledAheadAsync(Packed packed, string rid, string file)
    {
        using var package = ZipFile.OpenRead(packed.PackageOf($"dotnet-synth.{rid}"));
        using var image = new PEReader(await BytesAsync(package.Entries.Single(e => e.Name == file)));
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static async Task<MemoryStream> BytesAsync(ZipArchiveEntry entry)
    {
        var bytes = new MemoryStream();
        await using var from = await entry.OpenAsync();
        await from.CopyToAsync(bytes);
        bytes.Position = 0;
        return bytes;
    }
}
