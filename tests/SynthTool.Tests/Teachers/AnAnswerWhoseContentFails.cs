using SynthTool.Store;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class AnAnswerWhoseContentFails
{
    private readonly AnswersInMemory store = new();

    private static readonly Dictionary<string, LoopbackAct> Acts = new(StringComparer.Ordinal)
    {
        ["refusal"] = new LoopbackAct.Refusal("I will not."),
        ["refusal, filtered"] = new LoopbackAct.Text("", "content_filter"),
        ["refusal, filtered before"] = new LoopbackAct.Status(400, "The response was filtered (content_filter)"),
        ["truncated"] = new LoopbackAct.Text("The answer is", "length"),
        ["context-length"] = new LoopbackAct.Status(400, "This model's maximum context length is 4096 tokens."),
        ["empty"] = new LoopbackAct.Text(" \n"),
    };

    public static TheoryData<string> Cases => [.. Acts.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task IsRecordedAndReplaysAsTheSameQuarantineWithoutACall(string what)
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [Acts[what]] });
        using var chain = TeacherChain.Create(Ask.Options(store));
        var request = Ask.For(server.Definition());

        var first = await chain.Teacher.RecordedAsync(request);
        var again = await chain.Replay.RecordedAsync(request);

        Assert.Null(first.Value);
        Assert.Equal(what.Split(',')[0], first.Reason);
        Assert.Equal(first.Reason, store.All[request.Key].Failure?.Reason);
        Assert.Equal((first.Reason, first.Because, first.Answer), (again.Reason, again.Because, again.Answer));
        Assert.Single(server.Journal.Asked);
    }

    [Fact]
    public async Task KeepsItsTextAndSaysIt()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Refusal("I will\nnot.")] });
        using var chain = TeacherChain.Create(Ask.Options(store));

        var reply = await chain.Teacher.RecordedAsync(Ask.For(server.Definition()));

        Assert.Equal("I will\nnot.", reply.Answer.Text);
        Assert.Equal("\"I will\\u000anot.\"", reply.Because);
    }

    [Fact]
    public async Task IsAskedAgainOnceWhenRetryingIsWantedAndTheNewAnswerReplacesIt()
    {
        await using var server = await LoopbackTeacher.StartAsync();
        var request = Ask.For(server.Definition());
        await store.PutAsync(request.Key, new Answer("no") { Failure = new AnswerFailure("refusal") }, CancellationToken.None);
        using var chain = TeacherChain.Create(Ask.Options(store) with { RetryQuarantined = true });

        Assert.IsType<TeacherReply.Missing>(await chain.Replay.AskAsync(request, CancellationToken.None));
        var reply = await chain.Teacher.RecordedAsync(request);
        _ = await chain.Teacher.RecordedAsync(request);

        Assert.NotNull(reply.Value);
        Assert.Null(store.All[request.Key].Failure);
        Assert.Single(server.Journal.Asked);
        Assert.Equal((1, 0), (chain.Meter.Bought, chain.Meter.Reused));
    }

    [Fact]
    public async Task IsNotAskedAgainForEverWhenItFailsAgain()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Text("cut", "length")] });
        var request = Ask.For(server.Definition());
        await store.PutAsync(request.Key, new Answer("no") { Failure = new AnswerFailure("refusal") }, CancellationToken.None);
        using var chain = TeacherChain.Create(Ask.Options(store) with { RetryQuarantined = true });

        Assert.Equal("truncated", (await chain.Teacher.RecordedAsync(request)).Reason);
        Assert.Equal("truncated", (await chain.Teacher.RecordedAsync(request)).Reason);
        Assert.Single(server.Journal.Asked);
    }

    [Fact]
    public async Task LeavesAnswersThatServeAloneWhenRetrying()
    {
        var request = Ask.For();
        await store.PutAsync(request.Key, new Answer("good"), CancellationToken.None);
        using var chain = TeacherChain.Create(Ask.Options(store) with { RetryQuarantined = true });
        Assert.Equal("good", (await chain.Replay.RecordedAsync(request)).Value?.GetString());
    }
}
