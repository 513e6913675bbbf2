using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class ASecret
{
    private const string Key = "sk-very-secret-123";
    private const string Team = "team-secret-456";

    private static readonly SourcePlace Here = new("data/a.synth.yaml", 8, 5);

    private readonly AnswersInMemory store = new();

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task ThatTheServerRepeatsIsNotShown(int status)
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [.. Enumerable.Repeat(new LoopbackAct.Status(status, $"bad key {Key} of {Team}"), 6)] });
        var failure = await FailAsync(server.Endpoint);
        Assert.Contains("bad key *** of ***", failure.Message, StringComparison.Ordinal);
        Hidden(failure);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("cut")]
    public async Task IsNotInTheFailureOfTransport(string act)
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [.. Enumerable.Repeat(LoopbackAct.Parse(act), 6)] });
        Hidden(await FailAsync(server.Endpoint));
    }

    [Fact]
    public async Task InTheEndpointIsNotShownWhenNobodyListens() =>
        Hidden(await FailAsync($"http://user:{Key}@127.0.0.1:9/v1?token={Team}"));

    [Fact]
    public async Task InABrokenEndpointIsNotShown() => Hidden(await FailAsync($"{Key} {Team}"));

    [Fact]
    public async Task WithALineBreakIsNotSentAndNotShown() => Hidden(await FailAsync("http://127.0.0.1:9", Key + "\nX-Other: 1"));

    [Fact]
    public async Task InARecordedFailureIsNotStored()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Status(400, $"maximum context length reached by {Key}")] });
        using var chain = Chain(server.Endpoint, Key);

        var reply = await chain.Teacher.RecordedAsync(Ask.For(Teacher));

        Assert.Equal("context-length", reply.Reason);
        Assert.Contains("***", Assert.Single(store.All.Values).Text, StringComparison.Ordinal);
    }

    private static TeacherDefinition Teacher => Ask.Nobody with
    {
        Endpoint = new Located<string>("${ENDPOINT}", Here),
        ApiKey = new Located<string>("${KEY}", Here),
        Headers = ImmutableSortedDictionary<string, string>.Empty.Add("x-team", "${TEAM}"),
    };

    private static void Hidden(TeacherFailure failure)
    {
        foreach (var text in new[] { failure.ToString(), failure.Found.ToString(), failure.Found.Message, failure.Found.Hint ?? "" })
        {
            Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Team, text, StringComparison.Ordinal);
        }
    }

    private async Task<TeacherFailure> FailAsync(string endpoint, string key = Key)
    {
        using var chain = Chain(endpoint, key);
        return await Assert.ThrowsAsync<TeacherFailure>(async () => await chain.Teacher.AskAsync(Ask.For(Teacher), CancellationToken.None));
    }

    private TeacherChain Chain(string endpoint, string key) => TeacherChain.Create(Ask.Options(store) with
    {
        Variables = name => name switch { "ENDPOINT" => endpoint, "KEY" => key, "TEAM" => Team, _ => null },
    });
}
