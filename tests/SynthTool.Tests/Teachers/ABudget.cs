using SynthTool.Definition;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class ABudget
{
    private readonly AnswersInMemory store = new();

    [Fact]
    public async Task CountsEveryAttemptOnTheWire()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [.. Enumerable.Repeat(new LoopbackAct.Status(500), 6)] });
        using var chain = TeacherChain.Create(Ask.Options(store) with { Budget = new(Calls: 3) });

        var failure = await Assert.ThrowsAsync<TeacherFailure>(async () => await chain.Teacher.AskAsync(Ask.For(server.Definition()), CancellationToken.None));

        Assert.True(failure.IsBudget);
        Assert.Equal(TeacherDiagnostics.BudgetExhausted, failure.Found.Kind);
        Assert.Equal("The budget of 3 calls is used up before all answers are there", failure.Found.Message);
        Assert.Equal((3, 3), (server.Journal.Asked.Count, chain.Meter.Calls));
    }

    [Fact]
    public async Task IsKeptByManyAtOnceAndKeepsWhatWasBought()
    {
        await using var server = await LoopbackTeacher.StartAsync();
        using var chain = TeacherChain.Create(Ask.Options(store) with { Budget = new(Calls: 10) });
        var teacher = server.Definition();

        var asked = Enumerable.Range(0, 40).Select(i => chain.Teacher.AskAsync(Ask.For(teacher, $"{i}"), CancellationToken.None).AsTask()).ToArray();
        _ = await Assert.ThrowsAsync<TeacherFailure>(() => Task.WhenAll(asked));

        Assert.Equal(10, asked.Count(a => a.IsCompletedSuccessfully));
        Assert.Equal((10, 10), (server.Journal.Asked.Count, store.All.Count));
    }

    [Fact]
    public async Task IsNotTouchedByStoredAnswers()
    {
        var request = Ask.For();
        await store.PutAsync(request.Key, new("stored"), CancellationToken.None);
        using var chain = TeacherChain.Create(Ask.Options(store) with { Budget = new(Calls: 0) });
        Assert.Equal("stored", (await chain.Teacher.RecordedAsync(request)).Answer.Text);
    }

    [Fact]
    public async Task OfTokensStopsWhenTheyAreUsed() => Assert.Equal(2, await AnsweredAsync(new(Tokens: 30)));

    [Fact]
    public async Task OfMoneyStopsWhenItIsSpent() => Assert.Equal(3, await AnsweredAsync(new(Cost: 0.0002m)));

    [Fact]
    public async Task OfTokensIsOverdrawnByWhatIsInFlightAtMost()
    {
        using var client = new FakeChatClient(text => text); // 10 tokens in, 5 out
        using var chain = TeacherChain.Create(Ask.Options(store) with { Connect = _ => client, Budget = new(Tokens: 60) });
        var teacher = Ask.Nobody with { Limits = new(Concurrency: 2) };

        var asked = Enumerable.Range(0, 500).Select(i => chain.Teacher.AskAsync(Ask.For(teacher, $"{i}"), CancellationToken.None).AsTask()).ToArray();
        _ = await Assert.ThrowsAsync<TeacherFailure>(() => Task.WhenAll(asked));

        Assert.InRange(client.AskedFor.Count, 4, 5);
    }

    private async Task<int> AnsweredAsync(TeacherBudget budget)
    {
        using var client = new FakeChatClient(text => text); // 10 tokens in, 5 out
        using var chain = TeacherChain.Create(Ask.Options(store) with { Connect = _ => client, Budget = budget });
        var teacher = Ask.Nobody with { Price = new TeacherPrice(2.50m, 10m, "USD") };
        for (var i = 0; ; i++)
        {
            try
            {
                _ = await chain.Teacher.AskAsync(Ask.For(teacher, $"{i}"), CancellationToken.None);
            }
            catch (TeacherFailure failure) when (failure.IsBudget)
            {
                return i;
            }
        }
    }
}
