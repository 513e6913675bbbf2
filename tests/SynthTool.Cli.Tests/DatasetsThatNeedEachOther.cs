using System.Globalization;
using System.Text.Json;
using SynthTool.Cli.Tests.Crash;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Testing;

namespace SynthTool.Cli.Tests;

/// <summary>With real processes: <c>a</c> has seeds of its own, <c>b</c> and <c>c</c> take its rows, <c>d</c> takes theirs.</summary>
public sealed class DatasetsThatNeedEachOther : IAsyncLifetime, IDisposable
{
    private const int Seeds = 12;

    private readonly TempRepository repository = new(git: false);
    private readonly TempRepository clones = new(git: false);
    private LoopbackTeacher teacher = null!;

    private Tool Tool => new(repository.Folder) { Endpoint = teacher.Endpoint };

    public async Task InitializeAsync()
    {
        teacher = await LoopbackTeacher.StartAsync(new() { Latency = TimeSpan.FromMilliseconds(20) });
        Define("d", "{ from: { dataset: ../b/b.synth.yaml } }", "{ from: { dataset: ../c/c.synth.yaml }, key: text }");
        Define("b", "{ from: { dataset: ../x/a.synth.yaml } }");
        Define("c", "{ from: { dataset: ../x/a.synth.yaml, output: sft, split: train } }");
        Define("x/a", "{ from: seeds.jsonl, key: id }");
        WriteSeeds(-1);
        await Tool.GitAsync("init", "-q");
    }

    public async Task DisposeAsync() => await teacher.DisposeAsync();

    public void Dispose()
    {
        repository.Dispose();
        clones.Dispose();
    }

    [Fact]
    public async Task AreBuiltByNeed()
    {
        var first = await Tool.RunAsync("build --teacher allow");
        var again = await Tool.RunAsync("build --json");
        var quick = await Tool.RunAsync("build");

        string[] order = ["a", "b", "c", "d"];
        Assert.Equal(order, Built(first));
        Assert.Equal(order, JsonDocument.Parse(again.Out).RootElement.GetProperty("datasets").EnumerateArray().Select(d => d.GetProperty("dataset").GetString()));
        Assert.Equal(order, quick.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(':')[0]));
        Assert.Equal(Seeds * 5, teacher.Journal.Asked.Count);
    }

    [Fact]
    public async Task AreBuiltWithWhatTheyNeedAndNothingElse()
    {
        var result = await Tool.RunAsync("build c --teacher allow");
        WriteSeeds(4);
        var calls = teacher.Journal.Asked.Count;
        var edited = await Tool.RunAsync("build c --teacher allow");
        var nothing = await Tool.RunAsync("build c");

        Assert.Equal(["a", "c"], Built(result));
        Assert.Contains("a: comes first, because c takes its rows", result.Error, StringComparison.Ordinal);
        Assert.Equal(calls + 2, teacher.Journal.Asked.Count); // of a and of c
        Assert.Equal(["a", "c"], Built(edited));
        Assert.Equal($"c: up to date ({Seeds} rows, 1 shard)\n", nothing.Error);
    }

    [Fact]
    public async Task AreBuiltFrozenInAFreshCloneWithoutAnyVariable()
    {
        await Tool.RunAsync("build --teacher allow");
        await Tool.GitAsync("add", "-A");
        await Tool.GitAsync("commit", "-qm", "Build");
        await Tool.GitAsync("clone", "-q", repository.Folder, clones.At("fresh"));
        var clone = new Tool(clones.At("fresh"));
        var calls = teacher.Journal.Asked.Count;

        await clone.RunAsync("build d --frozen");
        clone = clone with { Endpoint = null };
        await clone.RunAsync("verify");

        Assert.Equal(calls, teacher.Journal.Asked.Count);
        Assert.Equal("", await clone.GitAsync("status", "--porcelain"));
        VisibleFiles.Of(clone.Folder, leftovers: true).CheckEqual(VisibleFiles.Of(repository.Folder, leftovers: true), answers: true);
    }

    [Fact]
    public async Task AreNotFrozenWhileOneOfThemIsStale()
    {
        await Tool.RunAsync("build --teacher allow");
        WriteSeeds(4);

        var frozen = await Tool.RunAsync("build", "d", "--frozen");
        var status = await Tool.RunAsync("status", "d", "--exit-code");
        var plan = await Tool.RunAsync("plan d");

        Assert.Equal(4, frozen.Code); // an answer of a is missing
        Assert.Single(frozen.Error.Split('\n'), l => l.Contains("SYNTH1301", StringComparison.Ordinal));
        Assert.Contains("The dataset \"a\", whose rows are needed here, could not be built", frozen.Error, StringComparison.Ordinal);
        Assert.Equal(3, status.Code);
        Assert.Contains("dataset: upstream-changed at x/a.synth.yaml (a waits for answers)", status.Out, StringComparison.Ordinal);
        Assert.Contains("d: needs a first", plan.Out, StringComparison.Ordinal);
        Assert.Contains("a: 1 call", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AreNotBuiltWhenOneThatTheyNeedFails()
    {
        repository.Write("x/seeds.jsonl", "{ \"id\": 1\n");

        var result = await Tool.RunAsync("build", "--teacher", "allow");

        Assert.Equal(1, result.Code);
        Assert.Single(result.Error.Split('\n'), l => l.Contains("SYNTH02", StringComparison.Ordinal));
        Assert.Equal(3, result.Error.Split('\n').Count(l => l.Contains("SYNTH1318: The dataset \"a\", whose rows are needed here, could not be built", StringComparison.Ordinal)));
        Assert.Empty(teacher.Journal.Asked);
    }

    [Fact]
    public async Task AreBuiltByTwoProcessesAtOnce()
    {
        using var first = Tool.Start("build", "d", "--teacher", "allow");
        using var second = Tool.Start("build", "c", "b", "--teacher", "allow");
        using var third = Tool.Start("build", "--teacher", "allow");

        var results = await Task.WhenAll(first.EndAsync(), second.EndAsync(), third.EndAsync());

        Assert.All(results, r => Assert.True(r.Code == 0, r.Shown));
        Assert.Equal(Seeds * 5, teacher.Journal.Asked.Count);
        await Tool.RunAsync("build --frozen");
    }

    [Fact]
    public async Task AreNamedInACircle()
    {
        Define("x/a", "{ from: { dataset: ../d/d.synth.yaml } }");

        var result = await Tool.RunAsync("validate", "d");
        var list = await Tool.RunAsync("list", "-v");

        Assert.Equal((1, 1), (result.Code, list.Code));
        Assert.Contains("d → b → a → d", result.Error.Replace("->", "→", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AreListedWithTheirNeeds()
    {
        await Tool.RunAsync("build a --teacher allow");

        var list = await Tool.RunAsync("list");
        var json = await Tool.RunAsync("list c --json");

        Assert.Equal(
            $"""
            a: {Seeds} rows (x/a.synth.yaml)
              output sft: {Seeds} rows
            b: not built (b/b.synth.yaml)
              output sft
              needs a (x/a.synth.yaml)
            c: not built (c/c.synth.yaml)
              output sft
              needs a, output sft, split train (x/a.synth.yaml)
            d: not built (d/d.synth.yaml)
              output sft
              needs b (b/b.synth.yaml)
              needs c (c/c.synth.yaml)

            """.ReplaceLineEndings("\n"),
            list.Out);
        Assert.Equal(["a", "c"], JsonDocument.Parse(json.Out).RootElement.GetProperty("datasets").EnumerateArray().Select(d => d.GetProperty("dataset").GetString()));
    }

    [Fact]
    public async Task ExplainWhoseRowASeedIs()
    {
        await Tool.RunAsync("build b --teacher allow");

        var result = await Tool.RunAsync("explain row:s-03%2F0/0 b");
        var there = result.Out.Split('\n').First(l => l.Contains("dotnet synth", StringComparison.Ordinal)).Split("dotnet synth ")[1];
        var explained = await Tool.RunAsync(there.Replace("\"", "", StringComparison.Ordinal));

        Assert.Contains("which is row", result.Out, StringComparison.Ordinal);
        Assert.Contains("at x/seeds.jsonl:4", explained.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeepWhatTheyNeedWhenOneIsCleaned()
    {
        await Tool.RunAsync("build --teacher allow");

        await Tool.RunAsync("clean b --cache");
        var status = await Tool.RunAsync("status a c");
        await Tool.RunAsync("build --frozen");
        await Tool.RunAsync("store gc --yes");
        await Tool.RunAsync("build --frozen --force");

        Assert.Equal(["a: up to date", "c: up to date"], status.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(" (")[0]));
        Assert.Equal(Seeds * 5, teacher.Journal.Asked.Count);
    }

    private void Define(string path, params string[] seeds) => repository.Write($"{path}{(path.Contains('/', StringComparison.Ordinal) ? "" : "/" + path)}.synth.yaml", $$"""
        dataset: {{path[^1]}}
        responses: commit
        seeds: [{{string.Join(", ", seeds)}}]
        teachers:
          writer: { provider: openai, model: loopback, endpoint: "${SYNTH_ENDPOINT}", limits: { concurrency: 4 } }
        steps:
          - { generate: {{path[^1]}}_reply, teacher: writer, prompt: { user: "{{path[^1]}} {{"{{ seed.text }}"}}" } }
        outputs:
          sft: { columns: { text: {{path[^1]}}_reply } }

        """);

    private void WriteSeeds(int edited) => repository.Write("x/seeds.jsonl", string.Concat(Enumerable.Range(0, Seeds).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"s-{i:00}\",\"text\":\"text {i}{(i == edited ? ", edited" : "")}\"}}\n"))));

    private static IEnumerable<string> Built(ToolResult result) =>
        result.Error.Split('\n').Where(l => l.Contains(" rows", StringComparison.Ordinal) && l.Contains(';', StringComparison.Ordinal)).Select(l => l.Split(':')[0]);
}
