using SynthTool.Build;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Files;

namespace SynthTool.Cli.Tests;

public sealed class ARunOfSeveralDatasets : IDisposable
{
    private readonly TempRepository repository = new TempRepository().Dataset("a", "first").Dataset("b", "second").Dataset("b/deep", "third");

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task TakesAllBelowTheCurrentFolderInOrder()
    {
        Assert.Equal(["a/first.synth.yaml", "b/deep/third.synth.yaml", "b/second.synth.yaml"], await BuiltAsync(repository.Folder));
        Assert.Equal(["b/deep/third.synth.yaml", "b/second.synth.yaml"], await BuiltAsync(repository.At("b")));
    }

    [Fact]
    public async Task TakesFilesFoldersAndNamesEachOnce()
    {
        Assert.Equal(["b/second.synth.yaml", "a/first.synth.yaml", "b/deep/third.synth.yaml"], await BuiltAsync(repository.At("b"), "second", "../a", "../a/first.synth.yaml", "third", "deep"));
    }

    [Fact]
    public async Task RootsADatasetAtItsOwnFolderOutsideOfGit()
    {
        using var plain = new TempRepository(git: false);
        plain.Dataset("x", "one");
        var roots = new List<string>();
        var engine = SampleEngine.Create() with
        {
            Build = (workspace, definition, _, _, _, _) =>
            {
                roots.Add($"{workspace.Root.AbsolutePath}:{definition}");
                return Task.FromResult(Sample.Built);
            },
        };

        await new Infra.Cli(plain.Folder, engine).RunAsync("build");
        await new Infra.Cli(plain.Folder, engine).RunAsync("build", "x");
        await new Infra.Cli(plain.Folder, engine).RunAsync("build", "x/one.synth.yaml");

        Assert.Equal(Enumerable.Repeat($"{plain.At("x")}:one.synth.yaml", 3), roots);
    }

    [Fact]
    public async Task EndsWithTheGravestCode()
    {
        var codes = new Queue<ExitCode>([ExitCode.Failed, ExitCode.Integrity, ExitCode.ResponseMissing]);
        var engine = SampleEngine.Create() with { Build = (_, _, _, _, _, _) => Task.FromResult(Sample.Built with { ExitCode = codes.Dequeue() }) };

        Assert.Equal(5, (await new Infra.Cli(repository.Folder, engine).RunAsync("build")).Code);
    }

    [Fact]
    public void RanksCodesAsTheContractSays()
    {
        int[] gravestFirst = [130, 70, 2, 5, 7, 6, 4, 3, 1, 0];
        for (var i = 0; i < gravestFirst.Length; i++)
        {
            for (var j = i; j < gravestFirst.Length; j++)
            {
                Assert.Equal(gravestFirst[i], (int)Gravest.Of((ExitCode)gravestFirst[j], (ExitCode)gravestFirst[i]));
                Assert.Equal(gravestFirst[i], (int)Gravest.Of((ExitCode)gravestFirst[i], (ExitCode)gravestFirst[j]));
            }
        }

        Assert.Equal(Enum.GetValues<ExitCode>().Length, gravestFirst.Length);
    }

    [Fact]
    public async Task GoesOnAfterTheDiskFailedForOne()
    {
        var count = 0;
        var engine = SampleEngine.Create() with
        {
            Build = (workspace, definition, _, _, _, _) => ++count == 1
                ? throw FileFailure.From(new IOException("", 28), workspace.Root.Absolute(definition), "Writing")
                : Task.FromResult(Sample.UpToDate),
        };

        var result = await new Infra.Cli(repository.Folder, engine).RunAsync("build");

        Assert.Equal((1, 3), (result.Code, count));
        Assert.StartsWith("a/first.synth.yaml: error SYNTH0107: Writing \"a/first.synth.yaml\" failed: no space is left\n  hint: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopsWhenItIsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var count = 0;
        var engine = SampleEngine.Create() with
        {
            Build = async (_, _, _, _, _, ct) =>
            {
                count++;
                await cancel.CancelAsync();
                ct.ThrowIfCancellationRequested();
                return Sample.Built;
            },
        };

        var result = await (new Infra.Cli(repository.Folder, engine) { Token = cancel.Token }).RunAsync("build", "--json");

        Assert.Equal((130, 1, "{\"datasets\":[],\"diagnostics\":[]}\n"), (result.Code, count, result.Out));
    }

    [Fact]
    public async Task TellsOfAMistakeOfItsOwnShortly()
    {
        var engine = SampleEngine.Create() with { Build = (_, _, _, _, _, _) => throw new InvalidOperationException("inner words") };

        var quiet = await new Infra.Cli(repository.Folder, engine).RunAsync("build", "--json");
        var loud = await (new Infra.Cli(repository.Folder, engine) { Variables = new() { ["SYNTH_DEBUG"] = "1" } }).RunAsync("build");

        Assert.Equal((70, "", 70), (quiet.Code, quiet.Out, loud.Code));
        Assert.StartsWith("error SYNTH1407: a mistake of the tool's own (InvalidOperationException)", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("Please report it", quiet.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("inner words", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("inner words", loud.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TellsExplanationsOnlyOfTheDatasetThatKnows()
    {
        var engine = SampleEngine.Create() with { Explain = (_, definition, _, _) => Task.FromResult(definition.StartsWith("b/s", StringComparison.Ordinal) ? Sample.Row : Sample.Unknown) };

        var known = await new Infra.Cli(repository.Folder, engine).RunAsync("explain", "row:c-1");
        var unknown = await new Infra.Cli(repository.At("a"), engine).RunAsync("explain", "row:nope");

        Assert.Equal((0, ""), (known.Code, known.Error));
        Assert.StartsWith("row \"c-1\"\n", known.Out, StringComparison.Ordinal);
        Assert.Equal((1, "error SYNTH0601: no row has the id \"nope\"\n"), (unknown.Code, unknown.Error));
    }

    [Fact]
    public async Task GivesOptionsAsTheyWereWritten()
    {
        BuildOptions? seen = null;
        var engine = SampleEngine.Create() with
        {
            Build = (_, _, options, _, _, _) =>
            {
                seen = options;
                return Task.FromResult(Sample.Built);
            },
        };

        await new Infra.Cli(repository.Folder, engine).RunAsync(
            "build", "a", "--jobs=3", "--teacher", "allow", "--max-calls", "10", "--max-cost", "2.50", "--max-tokens:99", "--frozen", "--force", "--keep-going", "--retry-quarantined", "--rehearse", "--no-wait");

        Assert.Equal(
            new BuildOptions
            {
                Jobs = 3, Spending = Spending.Allow, MaxCalls = 10, MaxCost = 2.50m, MaxTokens = 99, Locked = true, Offline = true, Force = true, KeepGoing = true, RetryQuarantined = true,
                Rehearse = true, NoWait = true,
            },
            seen);
    }

    [Theory]
    [InlineData("UpToDate", false, 0)]
    [InlineData("OutOfDate", false, 0)]
    [InlineData("UpToDate", true, 0)]
    [InlineData("OutOfDate", true, 3)]
    public async Task EndsAStatusWith3OnlyWhenAskedTo(string status, bool asked, int code)
    {
        var engine = SampleEngine.Create() with { Plan = (_, _, _, _) => Task.FromResult(Sample.Plan with { Status = Enum.Parse<BuildStatus>(status) }) };

        var result = await new Infra.Cli(repository.Folder, engine).RunAsync(asked ? ["status", "a", "--exit-code"] : ["status", "a"]);

        Assert.Equal(code, result.Code);
    }

    private static async Task<List<string>> BuiltAsync(string folder, params string[] arguments)
    {
        var built = new List<string>();
        var engine = SampleEngine.Create() with
        {
            Build = (_, definition, _, _, _, _) =>
            {
                built.Add(definition);
                return Task.FromResult(Sample.Built);
            },
        };
        Assert.Equal(0, (await new Infra.Cli(folder, engine).RunAsync(["build", .. arguments])).Code);
        return built;
    }
}
