using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class ACancelledBuild
{
    private readonly AnswersInMemory store = new();

    [Fact]
    public async Task KeepsAnAnswerThatHasArrived()
    {
        using var cancel = new CancellationTokenSource();
        store.BeforeKeeping = cancel.CancelAsync;
        using var client = new FakeChatClient(text => $"echo {text}");
        using var chain = TeacherChain.Create(Ask.Options(store) with { Connect = _ => client });

        var reply = await chain.Teacher.RecordedAsync(Ask.For(), cancel.Token);

        Assert.True(cancel.IsCancellationRequested);
        Assert.Equal("echo Hello?", reply.Answer.Text);
        Assert.Equal("echo Hello?", Assert.Single(store.All.Values).Text);
        Assert.Equal(1, chain.Meter.Bought);
    }

    [Fact]
    public async Task EndsTheCallsInFlightAndRecordsNothingOfThem()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [.. Enumerable.Repeat(new LoopbackAct.Hang(), 5)] });
        using var cancel = new CancellationTokenSource();
        using var chain = TeacherChain.Create(Ask.Options(store) with { Cut = cancel.Token });
        var teacher = server.Definition() with { Limits = new(Concurrency: 5) };

        var asked = Enumerable.Range(0, 20).Select(i => chain.Teacher.AskAsync(Ask.For(teacher, $"{i}"), cancel.Token).AsTask()).ToArray();
        while (server.Journal.Asked.Count < 5)
        {
            await Task.Yield();
        }

        await cancel.CancelAsync();

        foreach (var one in asked)
        {
            _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }

        Assert.Equal(5, chain.Meter.Calls);
        Assert.Equal(0, chain.Meter.InFlight);
        Assert.Empty(store.All);
    }

    [Fact]
    public async Task CanBeTakenUpAgainAndAsksOnlyForTheRest()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [LoopbackAct.Ok, LoopbackAct.Ok, new LoopbackAct.Hang()] });
        var teacher = server.Definition() with { Limits = new(Concurrency: 1) };
        var requests = Enumerable.Range(0, 6).Select(i => Ask.For(teacher, $"{i}")).ToArray();
        using var cancel = new CancellationTokenSource();
        using (var chain = TeacherChain.Create(Ask.Options(store) with { Cut = cancel.Token }))
        {
            var asked = requests.Select(r => chain.Teacher.AskAsync(r, cancel.Token).AsTask()).ToArray();
            while (server.Journal.Asked.Count < 3)
            {
                await Task.Yield();
            }

            await cancel.CancelAsync();
            _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(asked));
        }

        using var next = TeacherChain.Create(Ask.Options(store));
        _ = await Task.WhenAll(requests.Select(r => next.Teacher.AskAsync(r, CancellationToken.None).AsTask()));

        Assert.Equal((4, 4, 2), (next.Meter.Calls, next.Meter.Bought, next.Meter.Reused));
        Assert.Equal(6, store.All.Count);
    }
}
