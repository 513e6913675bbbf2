using System.Text.Json;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Report;

namespace SynthTool.Cli.Tests;

/// <summary>Real commits of a real repository.</summary>
public sealed class ADiffOfCommits : IDisposable
{
    private const string Answers = "responses/reply.jsonl";
    private readonly GitRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task WithoutAChangeSaysSo()
    {
        var result = await repository.DiffAsync("--exit-code");

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.StartsWith("quickstart: no row differs  (HEAD ", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAnEditedAnswerIsAsApproved()
    {
        Assert.Equal(0, (await repository.RunAsync("build", "--frozen")).Code);
        repository.Replace(Answers, "On Sundays we are closed", "We are always closed on Sundays").Replace("seeds/questions.jsonl", "{\"id\": \"q-02\"", "{\"id\": \"q-99\"");

        var text = await repository.DiffAsync("--exit-code");
        var md = await repository.DiffAsync("--md");

        var id = repository.Git("rev-parse", "HEAD")[..9];
        Approved.Check("diff of an edited answer", text.Shown.Replace(id, "0123abcde", StringComparison.Ordinal) + "\n" + md.Out.Replace(id, "0123abcde", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BetweenBranchesNamesBoth()
    {
        repository.Git("checkout", "-q", "-b", "feature");
        repository.Replace(Answers, "On Sundays we are closed", "On Sundays we rest");
        Assert.Equal(0, (await repository.RunAsync("build")).Code);
        repository.Commit("two");
        repository.Git("checkout", "-q", "main");
        repository.Replace("README.md", "#", "##").Commit("three");

        foreach (var words in new[] { new[] { "main..feature" }, ["main...feature"], ["main", "feature"], ["--old", "main", "--new", "feature"], ["main..feature", "quickstart"], ["feature~1..feature", "."] })
        {
            var result = await repository.DiffAsync([.. words, "--json"]);

            using var json = JsonDocument.Parse(result.Out);
            var dataset = json.RootElement.GetProperty("datasets")[0];
            Assert.True(dataset.GetProperty("different").GetBoolean(), string.Join(' ', words));
            Assert.True(dataset.GetProperty("outputs")[0].GetProperty("changed").GetInt64() > 0, string.Join(' ', words));
            Assert.Equal(0, dataset.GetProperty("outputs")[0].GetProperty("added").GetInt64());
        }
    }

    [Fact]
    public async Task FindsADatasetThatWasRemoved()
    {
        repository.Git("rm", "-q", "quickstart.synth.yaml", "quickstart.synth.lock");

        var all = await repository.DiffAsync("--exit-code");
        var named = await repository.DiffAsync("HEAD", "quickstart", "--exit-code");

        Assert.Equal((3, 3), (all.Code, named.Code));
        Assert.StartsWith("quickstart: removed, 36 rows removed", all.Out, StringComparison.Ordinal);
        Assert.Equal(all.Out, named.Out);
    }

    [Theory]
    [InlineData("quickstart.synth.yaml", "quickstart.synth.lock", "asked.synth.yaml", "asked.synth.lock")]
    [InlineData(".", "", "moved/", "")]
    public async Task KnowsADatasetByItsNameWhereverItsDefinitionLies(string from, string fromLock, string to, string toLock)
    {
        Assert.Equal(0, (await repository.RunAsync("build", "--frozen")).Code);
        if (from == ".")
        {
            Directory.CreateDirectory(Path.Combine(repository.Folder, "moved"));
            repository.Git(["mv", "prompts", "responses", "schemas", "seeds", "quickstart.synth.yaml", "quickstart.synth.lock", to]);
        }
        else
        {
            repository.Git("mv", from, to);
            repository.Git("mv", fromLock, toLock);
        }

        var result = await repository.DiffAsync("--json");

        using var json = JsonDocument.Parse(result.Out);
        var dataset = Assert.Single(json.RootElement.GetProperty("datasets").EnumerateArray());
        Assert.False(dataset.GetProperty("different").GetBoolean(), result.Out);
    }

    [Fact]
    public async Task FindsADatasetThatIsNew()
    {
        repository.Git("checkout", "-q", "--orphan", "fresh");
        repository.Git("rm", "-rq", "--cached", ".");
        repository.Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "empty");

        var result = await repository.DiffAsync();

        Assert.StartsWith("quickstart: new, 36 rows added", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nope..HEAD")]
    [InlineData("HEAD..--output=evil")]
    [InlineData("--old=nope")]
    [InlineData("--old=--upload-pack=touch evil")]
    [InlineData("--old=-x")]
    [InlineData("--old=HEAD:seeds")]
    [InlineData("HEAD~7..")]
    [InlineData("--old=a\nb")]
    public async Task OfACommitThatIsNotThereSaysSo(string words)
    {
        var result = await repository.DiffAsync(words);

        Assert.Equal((2, ""), (result.Code, result.Out));
        Assert.Contains("SYNTH1701", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(repository.Folder, "evil"));
    }

    [Fact]
    public async Task OfAWordThatIsNothingSaysSo()
    {
        var result = await repository.DiffAsync("quickstrat");

        Assert.Equal(2, result.Code);
        Assert.Contains("quickstart", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAWordThatIsACommitAndADatasetAsks()
    {
        repository.Git("branch", "quickstart");

        Assert.Contains("is a commit and a dataset", (await repository.DiffAsync("quickstart")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await repository.DiffAsync("--old", "quickstart")).Code);
        Assert.Equal(0, (await repository.DiffAsync("./quickstart.synth.yaml")).Code);
    }

    [Fact]
    public async Task WithADetachedHeadWorks()
    {
        repository.Commit("two").Git("checkout", "-q", "--detach", "HEAD~1");

        Assert.Equal(0, (await repository.DiffAsync()).Code);
        Assert.Equal(0, (await repository.DiffAsync("main")).Code);
    }

    [Fact]
    public async Task InAShallowCloneSaysHowToGetWhatIsMissing()
    {
        repository.Commit("two");
        using var clone = new TempRepository(git: false);
        GitRepository.In(clone.Folder, "clone", "-q", "--depth", "1", $"file://{repository.Folder}", "it");

        var cli = new Infra.Cli(clone.At("it"), new Engine()) { Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } };

        Assert.Equal(0, (await cli.RunAsync("diff")).Code);
        Assert.Contains("git fetch --unshallow", (await cli.RunAsync("diff", "HEAD~1")).Error + (await cli.RunAsync("diff", "--old", "HEAD~1")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InAWorktreeWorks()
    {
        using var other = new TempRepository(git: false);
        repository.Git("worktree", "add", "-q", other.At("tree"), "-b", "aside");

        var result = await new Infra.Cli(other.At("tree"), new Engine()) { Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } }.RunAsync("diff", "main");

        Assert.Equal((0, ""), (result.Code, result.Error));
    }

    [Fact]
    public async Task RunsNothingThatTheRepositoryConfigures()
    {
        var command = $"touch {repository.At("ran")}";
        foreach (var (name, value) in new[] { ("core.fsmonitor", command), ("core.pager", command), ("pager.cat-file", command), ("diff.external", command), ("filter.x.smudge", command), ("filter.x.clean", command), ("core.sshCommand", command), ("diff.x.textconv", command) })
        {
            repository.Git("config", name, value);
        }

        repository.Write(".gitattributes", "* filter=x diff=x\n").Replace("seeds/questions.jsonl", "q-02", "q-99");
        var result = await repository.DiffAsync("--md");

        Assert.Equal(0, result.Code);
        Assert.False(File.Exists(repository.At("ran")));
    }

    [Fact]
    public async Task WithoutARepositoryOrACommitOrGitSaysSo()
    {
        using var plain = new TempRepository(git: false).Dataset("data", "set");
        using var unborn = new TempRepository(git: false).Dataset("data", "set");
        using var broken = new TempRepository().Dataset("data", "set");
        GitRepository.In(unborn.Folder, "init", "-q");
        var path = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };

        var inPlain = await new Infra.Cli(plain.Folder, new Engine()) { Variables = path }.RunAsync("diff");
        var inUnborn = await new Infra.Cli(unborn.Folder, new Engine()) { Variables = path }.RunAsync("diff");
        var inBroken = await new Infra.Cli(broken.Folder, new Engine()) { Variables = path }.RunAsync("diff");
        var withoutGit = await new Infra.Cli(repository.Folder, new Engine()) { Variables = { ["PATH"] = ".:relative" } }.RunAsync("diff");

        Assert.Contains("lies in no git repository", inPlain.Error, StringComparison.Ordinal);
        Assert.Contains("there is no commit yet", inUnborn.Error, StringComparison.Ordinal);
        Assert.Contains("git cannot read this repository", inBroken.Error, StringComparison.Ordinal);
        Assert.Contains("PATH names no folder that has it", withoutGit.Error, StringComparison.Ordinal);
        Assert.Equal((1, 2, 1, 1), (inPlain.Code, inUnborn.Code, inBroken.Code, withoutGit.Code));
    }

    [Fact]
    public async Task ThatIsCancelledLeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var cli = new Infra.Cli(repository.Folder, new Engine()) { Token = stop.Token, Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } };

        Assert.Equal(130, (await cli.RunAsync("diff")).Code);
        Assert.False(Directory.Exists(repository.At(".synth/cache")) && Directory.EnumerateFileSystemEntries(repository.At(".synth/cache"), "diff-*").Any());
    }

    [Fact]
    public void CountsWhatWaitsOnEachSideByItself()
    {
        var both = Sample.Diff with { Outputs = [], From = Sample.Diff.From with { Missing = 25, WaitingSeeds = 26 } };

        Assert.Equal("no known row differs; 26 seeds wait for 25 answers in main; 1 seed waits for 2 answers in the work tree", DiffReport.Headline(both));
        Assert.Equal("no known row differs; 1 seed waits for 2 answers", DiffReport.Headline(both with { From = Sample.Diff.From }));
    }

    [Fact]
    public void OfManyRowsFitsAComment()
    {
        var many = Sample.Diff with { Outputs = [Sample.Diff.Outputs[0] with { Rows = [.. Enumerable.Repeat(Sample.Diff.Outputs[0].Rows, 2000).SelectMany(r => r)] }] };

        var lines = DiffMarkdown.Lines(many, DiffMarkdown.MaxLength).ToList();

        Assert.InRange(string.Join('\n', lines).Length, DiffMarkdown.MaxLength / 2, DiffMarkdown.MaxLength);
        Assert.Equal(0, lines.Count(l => l.StartsWith("```", StringComparison.Ordinal)) % 2);
        Assert.Contains("too long for a comment", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnATerminalIsColoured()
    {
        using var sample = new TempRepository().Dataset("data", "support-qa");
        var coloured = await new Infra.Cli(sample.Folder, SampleEngine.Create()) { OutputOnTerminal = true, Variables = { ["LANG"] = "C.UTF-8" } }.RunAsync("diff");
        var plain = await new Infra.Cli(sample.Folder, SampleEngine.Create()) { OutputOnTerminal = true, Variables = { ["LANG"] = "C.UTF-8", ["NO_COLOR"] = "1" } }.RunAsync("diff");

        Assert.Contains("\u001b[32mdeep \u001b[0m", coloured.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31mBecause", coloured.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("{+", coloured.Out, StringComparison.Ordinal);
        Assert.Contains("{+deep +}", plain.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", plain.Out, StringComparison.Ordinal);
    }
}
