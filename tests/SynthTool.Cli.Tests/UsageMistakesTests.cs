using System.Text;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests;

public sealed class ACommandLineThatMeansNothing : IDisposable
{
    private readonly TempRepository repository = new TempRepository().Dataset("data", "support-qa").Dataset("more", "twin").Dataset("other", "twin");

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task EndsWith2AndSaysOnStderrWhatToDo()
    {
        string[][] lines =
        [
            ["buidl"], ["review"], ["teacher", "list"], ["--jobs", "2"], ["store"], ["store", "gd"], ["store", "--all"],
            ["build", "--tacher", "x"], ["build", "-x"], ["build", "data", "--fronzen", "--lokced"], ["build", "--jobs", "0"], ["build", "--jobs"],
            ["build", "--jobs", "2", "--jobs", "3"], ["build", "--teacher", "maybe"], ["build", "--max-cost", "1,5"], ["build", "--max-calls", "-1"],
            ["build", "suport-qa"], ["build", "@data"], ["build", "twin"], ["build", "data/nothing.synth.yaml"], ["build", ".git"], ["build", ".git/HEAD"], ["build", ""],
            ["explain"], ["explain", "../elsewhere.sbn"], ["new"], ["new", "a", "b"], ["new", "a", "--template", "sampel"], ["new", "no name", "--template", "sample"],
            ["store", "forget"], ["store", "forget", "xyz"], ["store", "import"], ["store", "import", "missing.jsonl"], ["store", "import", "data"], ["status", "--log-format", "xml"], ["preview", "--seeds", "many"],
        ];
        repository.Write(".git/HEAD", "ref: refs/heads/main\n");
        var shown = new StringBuilder();
        foreach (var line in lines)
        {
            var result = await new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync(line);

            Assert.Equal((2, ""), (result.Code, result.Out));
            shown.Append($"$ dotnet synth {string.Join(' ', line.Select(w => w.Contains(' ') || w.Length == 0 ? $"'{w}'" : w))}\n{result.Error}");
        }

        Approved.Check("usage", shown.ToString());
    }

    [Fact]
    public async Task IsToldToMsBuildInItsOwnForm()
    {
        var result = await new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync("build", "--log-format", "msbuild", "--fronzen");

        Assert.Equal("dotnet-synth: error SYNTH1401: \"--fronzen\" is no option of build (hint: did you mean \"--frozen\"?)\n", result.Error);
    }

    [Fact]
    public async Task PrintsNoObjectEvenWithJson()
    {
        var result = await new Infra.Cli(repository.Folder, SampleEngine.Create()).RunAsync("build", "nowhere", "--json");

        Assert.Equal((2, ""), (result.Code, result.Out));
    }

    [Fact]
    public async Task InAFolderWithoutDatasetsNamesTheWayToStart()
    {
        using var empty = new TempRepository(git: false);

        var result = await new Infra.Cli(empty.Folder, SampleEngine.Create()).RunAsync("build");

        Assert.Equal(2, result.Code);
        Assert.Contains("SYNTH1402", result.Error, StringComparison.Ordinal);
        Assert.Contains("dotnet synth new <folder>", result.Error, StringComparison.Ordinal);
    }
}
