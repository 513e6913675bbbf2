using SynthTool.Build;
using SynthTool.Cli.Tests.Infra;

namespace SynthTool.Cli.Tests;

public sealed class ABuildWithNothingToDo : IDisposable
{
    private readonly TempRepository repository = new TempRepository().Dataset("a", "first").Dataset("b", "second");

    public void Dispose() => repository.Dispose();

    [Theory]
    [InlineData("build")]
    [InlineData("build .")]
    [InlineData("build --frozen --jobs 2 --teacher never")]
    [InlineData("build --locked --offline")]
    public void IsToldWithoutTheCommandLinesLibrary(string line)
    {
        Assert.Equal("support-qa: up to date (580 rows, 12 shards)\nsupport-qa: up to date (580 rows, 12 shards)\n", Try(line));
    }

    [Fact]
    public void IsToldToMSBuildAsJsonForSeveralDefinitionsAtOnce()
    {
        var line = "{\"message\":\"support-qa: up to date (580 rows, 12 shards)\"}\n";

        Assert.Equal(line + line, QuickBuild.Try(
            ["build", Path.Join(repository.Folder, "a", "first.synth.yaml"), Path.Join(repository.Folder, "b", "second.synth.yaml"), "--log-format", "json"],
            repository.Folder, "1.2.3", (_, _) => null, (_, _, _) => UpToDate.Of(Sample.UpToDate)));
        Assert.Equal("{\"message\":\"\\u00e9\\u0022\\u005c\\u005b: up to date (580 rows, 12 shards)\"}\n", QuickBuild.Try(
            ["build", Path.Join(repository.Folder, "a", "first.synth.yaml"), "--log-format", "json"],
            repository.Folder, "1.2.3", (_, _) => null, (_, _, _) => UpToDate.Of(Sample.UpToDate with { Dataset = "é\"\\[" })));
    }

    [Fact]
    public void LooksAtExactlyTheDatasetThatIsNamedByAPath()
    {
        var asked = new List<string>();
        string? Run(string line) => QuickBuild.Try(
            line.Split(' '), repository.Folder, "1.2.3", (_, folder) => [folder + "/x.synth.yaml"], (_, definition, _) =>
            {
                asked.Add(definition);
                return UpToDate.Of(Sample.UpToDate);
            });

        Assert.NotNull(Run("build b"));
        Assert.NotNull(Run("build a/first.synth.yaml"));
        Assert.Equal(["b/x.synth.yaml", "a/first.synth.yaml"], asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plan")]
    [InlineData("build --json")]
    [InlineData("build -v")]
    [InlineData("build --jobs 0")]
    [InlineData("build --jobs")]
    [InlineData("build --teacher maybe")]
    [InlineData("build --force")]
    [InlineData("build --rehearse")]
    [InlineData("build --log-format msbuild")]
    [InlineData("build --help")]
    [InlineData("build a b")]
    public void LeavesTheUnusualToTheNormalWay(string line) => Assert.Null(Try(line));

    [Fact]
    public void LeavesWarningsAndWorkToTheNormalWay()
    {
        Assert.Null(QuickBuild.Try(["build"], repository.Folder, "1.2.3", (_, _) => ["a/first.synth.yaml"], (_, _, _) => UpToDate.Of(Sample.UpToDate with { Diagnostics = [Sample.Warning] })));
        Assert.Null(QuickBuild.Try(["build"], repository.Folder, "1.2.3", (_, _) => ["a/first.synth.yaml", "b/second.synth.yaml"], (_, d, _) => d[0] == 'a' ? UpToDate.Of(Sample.UpToDate) : null));
        Assert.Null(QuickBuild.Try(["build"], repository.Folder, "1.2.3", (_, _) => [], (_, _, _) => UpToDate.Of(Sample.UpToDate)));
        Assert.Null(QuickBuild.Try(["build"], repository.Folder, "1.2.3", (_, _) => null, (_, _, _) => UpToDate.Of(Sample.UpToDate)));
    }

    [Fact]
    public async Task IsToldInTheSameWordsByTheNormalWay()
    {
        var engine = SampleEngine.Create() with { Build = (_, _, _, _, _, _) => Task.FromResult(Sample.UpToDate) };

        var normal = await new Infra.Cli(repository.Folder, engine).RunAsync("build");

        Assert.Equal(new CliResult(0, "", Try("build")!), normal);
    }

    private string? Try(string line) => QuickBuild.Try(
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries), repository.Folder, "1.2.3", (_, _) => ["a/first.synth.yaml", "b/second.synth.yaml"], (_, _, _) => UpToDate.Of(Sample.UpToDate));
}
