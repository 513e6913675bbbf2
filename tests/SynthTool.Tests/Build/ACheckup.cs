using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class ACheckup
{
    [Fact]
    public async Task OfAHealthyRepositoryFindsNothing()
    {
        using var dataset = await TestDataset.Of(4).BuiltAsync();

        var repository = RepositoryCheckup.Run(dataset.Workspace());
        var checkup = await DatasetCheckup.RunAsync(dataset.Workspace(), dataset.Definition, CancellationToken.None);

        Assert.Empty(repository.Diagnostics.Where(d => d.Kind != BuildDiagnostics.LittleSpace));
        Assert.Empty(checkup.Diagnostics);
        Assert.Equal(("set", "of a build with 4 rows"), (checkup.Dataset, checkup.Checks.Single(c => c.Name == "lock").Answer));
    }

    [Theory]
    [InlineData("moved/a.synth.lock")]
    [InlineData("data/older.synth.lock")]
    public async Task FindsALockThatLostItsDefinition(string path)
    {
        using var dataset = await TestDataset.Of(4).BuiltAsync();
        _ = RepositoryCheckup.Run(dataset.Workspace());
        Directory.CreateDirectory(Path.GetDirectoryName(dataset.InRoot(path))!);
        File.WriteAllText(dataset.InRoot(path), dataset.LockText);

        var found = Assert.Single(RepositoryCheckup.Run(dataset.Workspace()).Diagnostics, d => d.Kind == BuildDiagnostics.LonelyLock);

        Assert.Equal(path, found.Place!.Path);
        File.Delete(dataset.InRoot(path));
        Assert.DoesNotContain(RepositoryCheckup.Run(dataset.Workspace()).Diagnostics, d => d.Kind == BuildDiagnostics.LonelyLock);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("out/\n", true)]
    [InlineData("# mine\n/.synth/\r\n", false)]
    public async Task FindsAStoreThatGitWouldTake(string rules, bool isFound)
    {
        using var dataset = await TestDataset.Of(4).BuiltAsync();
        File.WriteAllText(dataset.InRoot(".synth/.gitignore"), "");
        File.WriteAllText(dataset.InRoot(".gitignore"), rules);

        Assert.Equal(isFound, RepositoryCheckup.Run(dataset.Workspace()).Diagnostics.Any(d => d.Kind == BuildDiagnostics.StoreNotIgnored));
    }

    [Theory]
    [InlineData("""{ "version": 1, "tools": { "dotnet-synth": { "version": "0.0.1", "commands": ["dotnet-synth"] } } }""", true)]
    [InlineData("""{ /* ours */ "tools": { "dotnet-synth": { "version": "1.0.0-test", } } }""", false)]
    [InlineData("""{ "tools": { "dotnet-format": { "version": "0.0.1" } } }""", false)]
    [InlineData("""{ "tools": [1] }""", false)]
    [InlineData("no json", false)]
    public async Task FindsAManifestWithAnotherVersionOfTheTool(string manifest, bool isFound)
    {
        using var dataset = await TestDataset.Of(4).BuiltAsync();
        Directory.CreateDirectory(dataset.InRoot(".config"));
        File.WriteAllText(dataset.InRoot(".config/dotnet-tools.json"), manifest);

        var found = RepositoryCheckup.Run(dataset.Workspace()).Diagnostics.SingleOrDefault(d => d.Kind == BuildDiagnostics.TwoVersions);

        Assert.Equal(isFound, found is not null);
    }

    [Fact]
    public async Task NamesEveryVariableThatATeacherNeedsAndTheEnvironmentLacks()
    {
        using var dataset = await TestDataset.Rich(8).BuiltAsync();

        var lacking = await DatasetCheckup.RunAsync(dataset.Workspace(), dataset.Definition, CancellationToken.None);
        var set = await DatasetCheckup.RunAsync(dataset.Workspace() with { Variable = name => name == "NOT_SET" ? "now it is" : null }, dataset.Definition, CancellationToken.None);

        var found = Assert.Single(lacking.Diagnostics, d => d.Kind == BuildDiagnostics.VariableUnset);
        Assert.Equal("The environment has no NOT_SET, which teacher \"writer\" needs to be called", found.Message);
        Assert.Empty(set.Diagnostics);
    }

    [Fact]
    public async Task CountsCommittedAnswersThatNoRowUses()
    {
        using var dataset = await TestDataset.Rich(8).BuiltAsync();
        var before = File.ReadAllLines(dataset.At("responses/reply.jsonl"));
        dataset.Delete("s-003");
        await dataset.BuiltAsync();

        var checkup = await DatasetCheckup.RunAsync(dataset.Workspace() with { Variable = _ => "set" }, dataset.Definition, CancellationToken.None);

        var found = Assert.Single(checkup.Diagnostics);
        Assert.Equal((BuildDiagnostics.UnusedCommitted, "data/responses"), (found.Kind, found.Place!.Path));
        Assert.StartsWith("4 committed answers", found.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllLines(dataset.At("responses/reply.jsonl")));
    }

    [Fact]
    public async Task OfAFileThatCannotBeReadSaysSo()
    {
        using var dataset = TestDataset.Of(4).Write("set.synth.yaml", "dataset: [\n");

        var checkup = await DatasetCheckup.RunAsync(dataset.Workspace(), dataset.Definition, CancellationToken.None);

        Assert.Equal(["cannot be read"], checkup.Checks.Select(c => c.Answer));
        Assert.All(checkup.Diagnostics, d => Assert.True(d.IsError));
    }
}
