using SynthTool.Definition;
using SynthTool.Store;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class APace
{
    [Fact]
    public async Task LetsSoManyCallsOfATeacherInWhateverStepTheyComeFrom()
    {
        var open = new SemaphoreSlim(0);
        var inFlight = 0;
        var most = 0;
        var server = new Scripted(async (TeacherRequest _, CancellationToken ct) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inFlight));
            await open.WaitAsync(ct);
            Interlocked.Decrement(ref inFlight);
            return new Answer("ok");
        });
        using var paced = new PacedTeacher(server, TimeProvider.System);
        var teacher = Ask.Nobody with { Limits = new(Concurrency: 3) };
        var other = teacher with { Name = teacher.Name with { Value = "critic" } };

        var asked = Enumerable.Range(0, 10).Select(i => paced.AskAsync(Ask.For(teacher, $"{i}") with { Step = $"step{i % 2}" }, default).AsTask()).ToList();
        Assert.Equal(3, server.Calls);
        asked.Add(paced.AskAsync(Ask.For(other), default).AsTask());
        Assert.Equal(4, server.Calls);
        open.Release(11);
        _ = await Task.WhenAll(asked);

        Assert.Equal(4, most);
    }

    [Fact]
    public async Task GivesAPlaceBackAfterAFault()
    {
        using var paced = new PacedTeacher(new Scripted(_ => throw new TransportFault("no")), TimeProvider.System);
        var teacher = Ask.Nobody with { Limits = new(Concurrency: 1) };
        for (var i = 0; i < 3; i++)
        {
            _ = await Assert.ThrowsAsync<TransportFault>(async () => await paced.AskAsync(Ask.For(teacher), default));
        }
    }

    [Fact]
    public async Task SpreadsRequestsOverTheMinute() => Assert.InRange(
        await MinutesAsync(requests: 600, new TeacherLimits(RequestsPerMinute: 60), tokens: 0), 9.8, 10.0);

    [Fact]
    public async Task SpreadsTokensByWhatTheServerCounted() => Assert.InRange(
        await MinutesAsync(requests: 101, new TeacherLimits(TokensPerMinute: 1000), tokens: 100), 9.8, 10.1);

    [Fact]
    public async Task WithoutLimitsWaitsForNothing() => Assert.Equal(0, await MinutesAsync(requests: 1000, new TeacherLimits(), tokens: 1000));

    [Fact]
    public async Task OfATeacherThatIsCancelledWhileItWaitsLosesNoPlace()
    {
        var time = new TestTime();
        using var paced = new PacedTeacher(new Scripted(_ => new Answer("ok")), time);
        var teacher = Ask.Nobody with { Limits = new(Concurrency: 1, RequestsPerMinute: 1) };
        _ = await paced.AskAsync(Ask.For(teacher), default);
        using var cancel = new CancellationTokenSource();
        var waiting = paced.AskAsync(Ask.For(teacher), cancel.Token).AsTask();
        await cancel.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var next = paced.AskAsync(Ask.For(teacher), default).AsTask();
        time.Advance(TimeSpan.FromMinutes(2));
        _ = await next;
    }

    /// <summary>How many minutes of the clock the requests take one after the other, when answers take no time.</summary>
    private static async Task<double> MinutesAsync(int requests, TeacherLimits limits, long tokens)
    {
        var time = new TestTime { SkipsUpTo = TimeSpan.MaxValue };
        var begin = time.GetTimestamp();
        using var paced = new PacedTeacher(new Scripted(_ => new Answer("ok") { Usage = new TokenUsage(tokens, 0) }), time);
        for (var i = 0; i < requests; i++)
        {
            _ = await paced.AskAsync(Ask.For(Ask.Nobody with { Limits = limits }), default);
        }

        return time.GetElapsedTime(begin).TotalMinutes;
    }
}
