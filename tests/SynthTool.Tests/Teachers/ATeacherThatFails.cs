using SynthTool.Diagnostics;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class ATeacherThatFails
{
    private readonly AnswersInMemory store = new();
    private readonly TestTime time = new() { SkipsUpTo = TimeSpan.FromMinutes(4) };

    [Theory]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("502")]
    [InlineData("503")]
    [InlineData("408")]
    [InlineData("cut")]
    [InlineData("invalid")]
    [InlineData("html")]
    public async Task IsAskedAgainUntilItAnswers(string fault)
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [LoopbackAct.Parse(fault), LoopbackAct.Parse(fault)] });
        using var chain = Chain();

        var reply = await chain.Teacher.RecordedAsync(Ask.For(server.Definition()));

        Assert.NotNull(reply.Value);
        Assert.Equal(3, server.Journal.Asked.Count);
        Assert.Equal(3, chain.Meter.Calls);
        Assert.Equal(2, time.Waits.Count);
        Assert.True(time.Waits[1] > time.Waits[0]);
        Assert.Equal(reply.Answer, Assert.Single(store.All.Values));
    }

    [Theory]
    [InlineData("500", "HTTP 500")]
    [InlineData("html", "a web page instead of JSON")]
    [InlineData("cut", "the connection broke")]
    public async Task EndsTheBuildAfterABoundAndRecordsNothing(string fault, string said)
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [.. Enumerable.Repeat(LoopbackAct.Parse(fault), 6)] });
        using var chain = Chain();

        var found = await chain.Teacher.FailureAsync(Ask.For(server.Definition()));

        Assert.Equal(TeacherDiagnostics.Unreachable, found.Kind);
        Assert.StartsWith("Teacher \"writer\" failed 6 times, the last time with: ", found.Message, StringComparison.Ordinal);
        Assert.Contains(said, found.Message, StringComparison.Ordinal);
        Assert.Equal(6, server.Journal.Asked.Count);
        Assert.Empty(store.All);
    }

    [Fact]
    public async Task IsLeftAloneForAsLongAsItAsks()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Status(429, RetryAfter: "17")] });
        using var chain = Chain();

        _ = await chain.Teacher.RecordedAsync(Ask.For(server.Definition()));

        Assert.InRange(time.Waits[0], TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(19));
    }

    [Fact]
    public async Task MayGiveADateToBeAskedAgain()
    {
        var date = (time.GetUtcNow() + TimeSpan.FromSeconds(90)).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Status(503, RetryAfter: date)] });
        using var chain = Chain();

        _ = await chain.Teacher.RecordedAsync(Ask.For(server.Definition()));

        Assert.InRange(time.Waits[0], TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(99));
    }

    [Fact]
    public async Task MayNotKeepABuildWaitingForHours()
    {
        var patient = new TestTime { SkipsUpTo = TimeSpan.FromHours(9) };
        var inner = new Scripted(request => throw new TransportFault("later") { Status = 429, RetryAfter = TimeSpan.FromHours(5) });

        _ = await new RetryingTeacher(inner, patient, () => 0).FailureAsync(Ask.For());

        Assert.All(patient.Waits, wait => Assert.Equal(RetryingTeacher.LongestRetryAfter, wait));
    }

    [Fact]
    public async Task KeepsAllItsOtherRequestsWaitingToo()
    {
        var clock = new TestTime();
        using var paced = new PacedTeacher(new Scripted(_ => throw new TransportFault("later") { Status = 429, RetryAfter = TimeSpan.FromSeconds(30) }), clock);
        _ = await Assert.ThrowsAsync<TransportFault>(async () => await paced.AskAsync(Ask.For("one"), CancellationToken.None));

        var other = paced.AskAsync(Ask.For("two"), CancellationToken.None).AsTask();
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(other.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        _ = await Assert.ThrowsAsync<TransportFault>(() => other);
    }

    [Fact]
    public async Task IsAskedAgainWhenItHangs()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Hang()] });
        using var chain = Chain();

        var asking = chain.Teacher.RecordedAsync(Ask.For(server.Definition()));
        while (server.Journal.Asked.Count == 0)
        {
            await Task.Yield();
        }

        time.Advance(TimeSpan.FromSeconds(301));
        _ = await asking;

        Assert.Equal(2, server.Journal.Asked.Count);
        Assert.Equal(0, chain.Meter.InFlight);
    }

    [Fact]
    public async Task NamesTheHostWhenNobodyListens()
    {
        using var chain = Chain();
        var found = await chain.Teacher.FailureAsync(Ask.For(Ask.Nobody));
        Assert.Equal(TeacherDiagnostics.Unreachable, found.Kind);
        Assert.Contains("127.0.0.1:9 cannot be reached: \"", found.Message, StringComparison.Ordinal);
    }

    public static TheoryData<int, string, string> Rejections => new()
    {
        { 401, "SYNTH0802", "the key comes from \"${SYNTH_API_KEY}\"" },
        { 403, "SYNTH0802", "the key comes from \"${SYNTH_API_KEY}\"" },
        { 404, "SYNTH0803", "\"loopback-1\"" },
        { 400, "SYNTH0804", "the server's own words" },
        { 301, "SYNTH0804", "the server's own words" },
    };

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task IsNotAskedAgainWhenThatCannotHelp(int status, string code, string hint)
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Status(status, "not like this")] });
        using var chain = Chain();
        var teacher = server.Definition() with { ApiKey = new Located<string>("${SYNTH_API_KEY}", Ask.Nobody.Name.Place) };

        var found = await chain.Teacher.FailureAsync(Ask.For(teacher));

        Assert.Equal(code, found.Kind.Code);
        Assert.Contains($"HTTP {status} \"not like this", found.Message, StringComparison.Ordinal);
        Assert.Contains(hint, found.Hint, StringComparison.Ordinal);
        Assert.Equal(new SourcePlace("data/a.synth.yaml", 5, 3), found.Place);
        Assert.Single(server.Journal.Asked);
        Assert.Empty(store.All);
    }

    [Fact]
    public async Task MayHideItsErrorInASuccess()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Body("""{"error":{"message":"upstream is down","code":502}}""")] });
        using var chain = Chain();
        Assert.NotNull((await chain.Teacher.RecordedAsync(Ask.For(server.Definition()))).Value);
        Assert.Equal(2, server.Journal.Asked.Count);
    }

    [Fact]
    public async Task CannotBreakTheLineOfAMessage()
    {
        var body = $$$"""{"error":{"message":"one\ntwo\u001b[31m {{{new string('x', 500)}}}","code":"odd"}}""";
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [.. Enumerable.Repeat(new LoopbackAct.Body(body), 6)] });
        using var chain = Chain();
        var found = await chain.Teacher.FailureAsync(Ask.For(server.Definition()));
        Assert.DoesNotContain(found.Message, c => char.IsControl(c));
        Assert.InRange(found.Message.Length, 100, 220);
    }

    [Fact]
    public async Task MayNotSendMoreThanABound()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Text(new string('x', 17 * 1024 * 1024))] });
        using var chain = Chain();
        Assert.True((await chain.Teacher.RecordedAsync(Ask.For(server.Definition()))).Answer.Text.Length < 1000);
        Assert.Equal(2, server.Journal.Asked.Count);
    }

    [Fact]
    public async Task MayAnswerWithABodyThatOnlyATolerantReaderUnderstands()
    {
        var body = """{"choices":[{"finish_reason":"eos_token","message":{"content":[{"type":"text","text":"half \ud83d"},{"type":"text","text":" done"}],"reasoning":"hm","tool_calls":[{"id": "a"}]}}],"usage":{"prompt_tokens":3}}""";
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Body(body)] });
        using var chain = Chain();

        var answer = (await chain.Teacher.RecordedAsync(Ask.For(server.Definition()))).Answer;

        Assert.Equal("half \uFFFD done", answer.Text);
        Assert.Equal("stop", answer.Finish);
        Assert.Equal("hm", answer.Reasoning);
        Assert.Equal("""[{"id":"a"}]""", answer.ToolCalls);
        Assert.Equal(new(3, 0), answer.Usage);
        Assert.Null(answer.Failure);
    }

    private TeacherChain Chain() => TeacherChain.Create(Ask.Options(store) with { Time = time, Variables = name => name == "SYNTH_API_KEY" ? "sk-secret-1" : null });
}
