using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Tests.Teachers;

public sealed class EqualRequestsInFlight
{
    private readonly AnswersInMemory store = new();
    private readonly TeacherMeter meter = new();
    private readonly TaskCompletionSource<Answer> said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task ShareOneCall()
    {
        var server = new Scripted((_, _) => said.Task);
        var chain = Chain(server);

        var asked = Enumerable.Range(0, 50).Select(_ => chain.AskAsync(Ask.For(), CancellationToken.None).AsTask()).ToArray();
        said.SetResult(new Answer("hello"));
        var replies = await Task.WhenAll(asked);

        Assert.Equal(1, server.Calls);
        Assert.All(replies, r => Assert.Equal("hello", ((TeacherReply.Recorded)r).Answer.Text));
        Assert.Equal((1, 0), (meter.Bought, meter.Reused));
    }

    [Fact]
    public async Task OfDifferentSamplesDoNot()
    {
        var server = new Scripted((_, _) => said.Task);
        var chain = Chain(server);

        var asked = Enumerable.Range(0, 3).Select(s => chain.AskAsync(Ask.For(Ask.Nobody, sample: s), CancellationToken.None).AsTask()).ToArray();
        said.SetResult(new Answer("hello"));
        _ = await Task.WhenAll(asked);

        Assert.Equal(3, server.Calls);
    }

    [Fact]
    public async Task MakeOneCallAlsoWhenOneComesWhileTheAnswerIsBeingRecorded()
    {
        var keeping = new TaskCompletionSource();
        var kept = new TaskCompletionSource();
        store.BeforeKeeping = () =>
        {
            keeping.SetResult();
            return kept.Task;
        };
        var server = new Scripted(_ => new Answer("hello"));
        var chain = Chain(server);

        var first = chain.AskAsync(Ask.For(), CancellationToken.None).AsTask();
        await keeping.Task;
        var second = chain.AskAsync(Ask.For(), CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        kept.SetResult();
        _ = await Task.WhenAll(first, second);

        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task FailTogether()
    {
        var server = new Scripted((_, _) => said.Task);
        var chain = Chain(server);

        var asked = Enumerable.Range(0, 3).Select(_ => chain.AskAsync(Ask.For(), CancellationToken.None).AsTask()).ToArray();
        said.SetException(TeacherDiagnostics.BudgetUsed("1 calls"));

        foreach (var one in asked)
        {
            _ = await Assert.ThrowsAsync<TeacherFailure>(() => one);
        }

        Assert.Equal(1, server.Calls);
        Assert.Empty(store.All);
    }

    [Fact]
    public async Task AreNotCancelledByTheOneThatMadeTheCall()
    {
        using var leaving = new CancellationTokenSource();
        var calls = 0;
        var server = new Scripted(async (_, ct) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                await Task.Delay(Timeout.Infinite, ct);
            }

            return new Answer("hello");
        });
        var chain = Chain(server);

        var first = chain.AskAsync(Ask.For(), leaving.Token).AsTask();
        var second = chain.RecordedAsync(Ask.For());
        await leaving.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("hello", (await second).Answer.Text);
    }

    private StoredTeacher Chain(ITeacher server)
    {
        var book = new AnswerBook(store, meter, RequestKey.Epochs, retryQuarantined: false);
        return new StoredTeacher(new MergingTeacher(new RecordingTeacher(server, book)), book, maySpend: true);
    }
}
