using System.Collections.Immutable;
using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>A budget or a server's refusal starts no new call; the calls on the wire are paid, so they end and are recorded.</summary>
public sealed class AStopWhileCallsAreInFlight
{
    private const int Seeds = 40;
    private const int Concurrency = 16;

    [Fact]
    public async Task AtMaxCallsBelowTheConcurrencyAsksAndStoresExactlySoMany()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Latency = TimeSpan.FromMilliseconds(30) });
        using var dataset = TestDataset.Of(Seeds).Redefine("http://127.0.0.1:9/v1\"", $"{server.Endpoint}\", limits: {{ concurrency: {Concurrency} }}");
        var runs = ImmutableArray.CreateBuilder<(int Code, long Calls, long Bought)>();

        for (var run = 0; run < 6; run++)
        {
            var outcome = await DatasetBuild.RunAsync(
                dataset.Workspace() with { Connect = null }, dataset.Definition, dataset.Options with { MaxCalls = 7 }, NoListener.Instance, (_, _) => new(false), CancellationToken.None);
            runs.Add(((int)outcome.ExitCode, outcome.Calls, outcome.Bought));
        }

        Assert.Equal([.. Enumerable.Repeat((6, 7L, 7L), 5), (0, 5L, 5L)], runs);
        Assert.Equal(Seeds, server.Journal.Asked.Count);
        Assert.Equal(Seeds, server.Journal.Asked.Select(r => r.Hash).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AtARejectionOrAtMaxCostStoresEverythingThatWasAnswered(bool rejects)
    {
        using var dataset = Wide().Redefine("endpoint:", "price: { input_per_million: 100000, output_per_million: 200000, currency: USD }, endpoint:"); // 2 a call
        WhenAllAreInFlight(dataset, rejects, ct => Task.Delay(100, ct));

        var first = await dataset.BuildAsync(o => rejects ? o : o with { MaxCost = 1 });
        dataset.Teacher.Reply = TestTeacher.Says(_ => "fine");
        var second = await dataset.BuildAsync();

        var answered = rejects ? Concurrency - 1L : Concurrency;
        Assert.Equal((rejects ? ExitCode.Failed : ExitCode.Budget, (long)Concurrency, answered), (first.ExitCode, first.Calls, first.Bought));
        Assert.Equal(rejects ? "SYNTH0804" : "SYNTH0807", Assert.Single(first.Diagnostics).Kind.Code);
        Assert.Equal((ExitCode.Done, Seeds - answered), (second.ExitCode, second.Calls));
    }

    [Fact]
    public async Task IsCutByThePersonAllTheSame()
    {
        using var dataset = Wide();
        using var cancelled = new CancellationTokenSource();
        WhenAllAreInFlight(dataset, rejects: true, async ct =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
        });

        var outcome = await dataset.BuildAsync(ct: cancelled.Token);

        Assert.Equal((ExitCode.Cancelled, 0L), (outcome.ExitCode, outcome.Bought));
    }

    [Fact]
    public async Task OfAPreviewKeepsThemToo()
    {
        using var dataset = Wide();
        WhenAllAreInFlight(dataset, rejects: true, ct => Task.Delay(100, ct));

        var preview = await DatasetPreview.RunAsync(
            dataset.Workspace() with { PartitionTarget = Seeds }, dataset.Definition, new PreviewChoice(Seeds), dataset.Options, NoListener.Instance, (_, _) => new(false), CancellationToken.None);
        dataset.Teacher.Reply = TestTeacher.Says(_ => "fine");
        var build = await dataset.BuildAsync();

        Assert.Equal(ExitCode.Failed, preview.ExitCode);
        Assert.Equal((ExitCode.Done, Seeds - Concurrency + 1L), (build.ExitCode, build.Calls));
    }

    private static TestDataset Wide() => TestDataset.Of(Seeds).Redefine("endpoint:", $"limits: {{ concurrency: {Concurrency} }}, endpoint:");

    /// <summary>As soon as so many calls are in flight as may be, the last is answered or rejected at once; the others go on then.</summary>
    private static void WhenAllAreInFlight(TestDataset dataset, bool rejects, Func<CancellationToken, Task> then)
    {
        var count = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        dataset.Teacher.Reply = async (_, ct) =>
        {
            if (Interlocked.Increment(ref count) == Concurrency)
            {
                full.SetResult();
                return rejects ? throw TestTeacher.Rejects("no") : FakeChatClient.Reply("fine");
            }

            await full.Task;
            await then(ct);
            return FakeChatClient.Reply("fine");
        };
    }
}
