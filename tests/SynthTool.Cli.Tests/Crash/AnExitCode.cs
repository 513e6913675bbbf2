using System.Text.Json;
using SynthTool.Cli.Tests.Infra;
using SynthTool.Formats.Schemas;
using SynthTool.Testing;

namespace SynthTool.Cli.Tests.Crash;

/// <summary>Each code by a run of the real process. 7 is with <see cref="TwoBuildsAtOnce"/>.</summary>
public sealed class AnExitCode : IAsyncLifetime, IDisposable
{
    private readonly ShopDataset dataset = new(seeds: 12);
    private LoopbackTeacher teacher = null!;

    private Tool Tool => dataset.Tool with { Endpoint = teacher.Endpoint };

    public async Task InitializeAsync() => teacher = await LoopbackTeacher.StartAsync(new());

    public async Task DisposeAsync() => await teacher.DisposeAsync();

    public void Dispose() => dataset.Dispose();

    [Fact]
    public async Task Is0AfterABuildAndWhenNothingIsToDo()
    {
        await ExpectAsync(0, "build --teacher allow");
        await ExpectAsync(0, "build --json");
        await ExpectAsync(0, "build");
    }

    [Fact]
    public async Task Is1ForAMistakeAndForAFailedGate()
    {
        dataset.Define(more: "gates: [rows >= 1000]");
        var failed = await ExpectAsync(1, "build --teacher allow --json");
        Assert.Contains("rows", failed.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(dataset.At("out/shop/sft")));

        dataset.Define(more: "gate: [rows >= 1]");
        Assert.Contains("gates", (await ExpectAsync(1, "build")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is2ForAWrongCommandLine() => await ExpectAsync(2, "build --teach allow");

    [Fact]
    public async Task Is3WhenTheLockWouldDiffer()
    {
        await ExpectAsync(0, "build --teacher allow");
        File.Delete(dataset.At("seeds/b.jsonl"));
        await ExpectAsync(3, "build --locked --json");
        Assert.Equal(3, (await Tool.RunAsync("status", "--exit-code")).Code);
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("TF_BUILD", "True")]
    public async Task Is4WhereNobodyMaySpend(string variable, string value)
    {
        var result = await ExpectAsync(4, "build --json", variable, value);

        Assert.Empty(teacher.Journal.Asked);
        Assert.Contains("--teacher allow", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is5WhenSomethingStoredIsDamaged()
    {
        await ExpectAsync(0, "build --teacher allow");
        var shard = Directory.EnumerateFiles(dataset.At("out/shop/sft"), "train-*").First();
        var bytes = await File.ReadAllBytesAsync(shard);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(shard, bytes);

        await ExpectAsync(5, "verify --json");
    }

    [Fact]
    public async Task Is6AtTheBudget()
    {
        await ExpectAsync(6, "build --teacher allow --max-calls 5 --json");
        Assert.InRange(teacher.Journal.Asked.Count, 0, 5);
    }

    [Fact]
    public async Task Is130AfterCtrlCAndWhatWasBoughtIsKept()
    {
        teacher.Next([.. Enumerable.Repeat(LoopbackAct.Ok, 4), .. Enumerable.Repeat(new LoopbackAct.Hang(), 8)]);
        using var run = Tool.Start("build", "--teacher", "allow", "--json");
        await run.UntilAsync(() => teacher.Journal.Asked.Count == 12);
        run.Interrupt();
        var result = await run.EndAsync();

        Check(130, "build", result);
        Assert.Contains("SYNTH1306", result.Error, StringComparison.Ordinal);
        var answered = teacher.Journal.Answered.Select(r => r.Id).ToHashSet();
        Assert.Equal(4, answered.Count);
        await ExpectAsync(0, "build --teacher allow");
        Assert.All(teacher.Journal.Asked.Skip(12), again => Assert.DoesNotContain(again.Id, answered));
    }

    private async Task<ToolResult> ExpectAsync(int code, string line, string? variable = null, string? value = null)
    {
        var tool = variable is null ? Tool : Tool with { Variables = new Dictionary<string, string> { [variable] = value! } };
        var result = await tool.RunAsync(line.Split(' '));
        Check(code, line, result);
        return result;
    }

    // Talk goes to stderr and data to stdout: nothing, or exactly one object that fits its schema.
    private static void Check(int code, string line, ToolResult result)
    {
        Assert.True(result.Code == code, $"$ dotnet synth {line}\n{result.Shown}");
        Assert.NotEqual("", result.Error);
        if (result.Out.Length == 0)
        {
            Assert.DoesNotContain("--json", line, StringComparison.Ordinal);
            return;
        }

        using var json = JsonDocument.Parse(result.Out);
        var path = Repository.Path($"schemas/{line.Split(' ')[0]}.output.schema.json");
        Assert.Equal([], JsonSchema.Parse(File.ReadAllBytes(path), path).Value!.Validate(json.RootElement).Select(e => e.ToString()));
    }
}
