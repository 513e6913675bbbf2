using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests;

public sealed class ANewDataset : IDisposable
{
    private readonly TempRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task IsTheRecipeUnderTheFoldersName()
    {
        var result = await NewAsync("data/support-qa");

        Assert.Equal((0, ""), (result.Code, result.Out));
        Assert.Equal("created data/support-qa from template sample: 5 files\nnext: dotnet synth plan data/support-qa\n      dotnet synth build data/support-qa\n", result.Error);
        Assert.Equal(["README.md", "prompts/draft.sbn", "seeds.jsonl", "support-qa.synth.lock", "support-qa.synth.yaml"], Files("data/support-qa"));
        Assert.Equal("# a recipe of the tests\ndataset: support-qa # renamed by new\nseeds: { from: seeds.jsonl }\n", Text("data/support-qa/support-qa.synth.yaml"));
        Assert.Equal(
            "`dotnet synth build` writes out/support-qa/; the definition is support-qa.synth.yaml.\n\n    support-qa: built 1 row\n\nA sample of prose stays as it is.\n",
            Text("data/support-qa/README.md"));
    }

    [Fact]
    public async Task KeepsTheLockWhenItKeepsTheName()
    {
        await NewAsync("sample");

        Assert.Equal(["README.md", "prompts/draft.sbn", "sample.synth.lock", "sample.synth.yaml", "seeds.jsonl"], Files("sample"));
    }

    [Fact]
    public async Task OverwritesNothing()
    {
        repository.Write("qa/README.md", "mine").Write("qa/prompts/draft.sbn", "mine too").Write("qa/other.txt", "");

        var result = await NewAsync("qa");

        Assert.Equal(1, result.Code);
        Assert.Contains("error SYNTH1405: \"qa\" holds files that a new dataset would overwrite: README.md, prompts/draft.sbn\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(["README.md", "other.txt", "prompts/draft.sbn"], Files("qa"));
        Assert.Equal("mine", Text("qa/README.md"));
    }

    [Fact]
    public async Task GoesIntoAFolderWithOtherFiles()
    {
        repository.Write("qa/notes.txt", "mine");

        Assert.Equal(0, (await NewAsync("qa")).Code);
        Assert.Equal("mine", Text("qa/notes.txt"));
    }

    [Fact]
    public void IsOfferedFromEveryFolderOfTemplatesThatTheToolCarries()
    {
        var folder = Repository.Path("templates");
        var expected = new DirectoryInfo(folder).GetDirectories().Where(d => d.EnumerateFiles("*", SearchOption.AllDirectories).Any()).Select(d => d.Name).Order(StringComparer.Ordinal);

        Assert.Equal(expected, Recipe.All(typeof(Recipe).Assembly).Select(r => r.Name));
    }

    private Task<CliResult> NewAsync(string folder) => new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync("new", folder, "--template", "sample");

    private string Text(string path) => File.ReadAllText(repository.At(path));

    private IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(repository.At(folder), "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(repository.At(folder), f).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}

public sealed class ANewDatasetFromSeeds : IDisposable
{
    private const string Seeds = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";

    private readonly TempRepository repository = new TempRepository().Write("seeds/my seeds.jsonl", Seeds);

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task ValidatesAndRehearsesAtOnce()
    {
        var made = await RunAsync("new", "qa", "--from", "seeds/my seeds.jsonl");
        var validated = await RunAsync("validate", "qa");
        var rehearsed = await RunAsync("build", "qa", "--rehearse");

        Assert.Equal((0, 0, 0), (made.Code, validated.Code, rehearsed.Code));
        Assert.Equal("qa: 2 seeds, no errors\n", validated.Error);
        Assert.Contains("0 calls, 0 reused, 2 made up", rehearsed.Error, StringComparison.Ordinal);
        Assert.Contains("from: \"../seeds/my seeds.jsonl\"", Text("qa/qa.synth.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsNamedAfterItsSeedsWhenNoNameIsGiven()
    {
        Assert.Equal(0, (await RunAsync("new", "--from", "seeds/my seeds.jsonl")).Code);

        Assert.True(File.Exists(repository.At("my-seeds/my-seeds.synth.yaml")));
    }

    [Fact]
    public async Task CopiesSeedsFromOutsideAndSaysSo()
    {
        using var elsewhere = new TempRepository(git: false).Write("s.jsonl", Seeds);

        var made = await RunAsync("new", "qa", "--from", elsewhere.At("s.jsonl"));

        Assert.Contains("1 file was copied to qa/seeds\n", made.Error, StringComparison.Ordinal);
        Assert.Equal(Seeds, Text("qa/seeds/s.jsonl"));
        Assert.Equal(0, (await RunAsync("build", "qa", "--rehearse")).Code);
    }

    [Theory]
    [InlineData("qa/prompts/answer.sbn")]
    [InlineData("qa/qa.synth.yaml")]
    [InlineData("qa/schemas/seed.schema.json")]
    public async Task OverwritesNothing(string there)
    {
        repository.Write(there, "mine");

        var made = await RunAsync("new", "qa", "--from", "seeds/my seeds.jsonl");

        Assert.Equal(1, made.Code);
        Assert.Equal("mine", Text(there));
        Assert.Single(Directory.GetFiles(repository.At("qa"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task TakesNoNameThatAnotherDatasetHas()
    {
        repository.Dataset("other", "qa");

        var made = await RunAsync("new", "qa", "--from", "seeds/my seeds.jsonl");

        Assert.Equal(1, made.Code);
        Assert.Contains("error SYNTH1309", made.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(repository.At("qa")));
    }

    [Fact]
    public async Task OfBrokenSeedsWritesNothing()
    {
        repository.Write("broken.jsonl", Seeds + "{\"id\"\n");

        var made = await RunAsync("new", "qa", "--from", "broken.jsonl");

        Assert.Equal(1, made.Code);
        Assert.StartsWith("broken.jsonl:3", made.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(repository.At("qa")));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("new", "qa", "--from", "seeds/my seeds.jsonl", "--template", "quickstart")]
    [InlineData("new", "q a", "--from", "seeds/my seeds.jsonl")]
    [InlineData("new", "qa", "--from")]
    [InlineData("new", "qa", "--from", "")]
    public async Task NeedsToBeUnderstood(params string[] args) => Assert.Equal(2, (await RunAsync(args)).Code);

    private Task<CliResult> RunAsync(params string[] args) => new Infra.Cli(repository.Folder, new Engine()).RunAsync(args);

    private string Text(string path) => File.ReadAllText(repository.At(path));
}
