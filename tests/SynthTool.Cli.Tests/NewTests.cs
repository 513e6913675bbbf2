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
