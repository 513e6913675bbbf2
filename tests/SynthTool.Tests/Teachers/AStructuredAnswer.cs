using System.Text.Json;
using SynthTool.Store;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class AStructuredAnswer
{
    private const string Good = """{"name":"a","size":1}""";

    private readonly AnswersInMemory store = new();

    [Theory]
    [InlineData(Good)]
    [InlineData(" \n{\"name\":\"a\",\"size\":1}\n")]
    [InlineData("Here you are:\n```json\n{\"name\":\"a\",\"size\":1}\n```\nAnything else?")]
    [InlineData("```\n{\"name\":\"a\",\"size\":1}```")]
    [InlineData("As [1] says {sic}, it is {\"name\":\"a\",\"size\":1}, I think {}.")]
    [InlineData("<think>maybe {\"name\":\"b\",\"size\":2}?</think>{\"name\":\"a\",\"size\":1} it is")]
    [InlineData("{\"name\":\"x\"} no: {\"name\":\"a\",\"size\":1}")]
    public void IsFoundAmongOtherWords(string text)
    {
        var read = StructuredAnswer.Read(text, Ask.Item);
        Assert.Equal(Good, read.Value?.GetRawText());
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("", "there is no JSON value in the answer")]
    [InlineData("I cannot say.", "there is no JSON value in the answer")]
    [InlineData("""{"name":"a","size":1,"name":"b"}""", "the name name occurs twice in one object")]
    [InlineData("""{"name":"\ud800","size":1}""", "a text in it is not valid Unicode")]
    public void SaysWhatIsWrong(string text, string problem) => Assert.Equal([problem], StructuredAnswer.Read(text, Ask.Item).Problems);

    [Fact]
    public void SaysWhereItDoesNotFit()
    {
        var read = StructuredAnswer.Read("""{"name":1,"size":"big"}""", Ask.Item);
        Assert.Null(read.Value);
        Assert.Equal(2, read.Problems.Count);
        Assert.StartsWith("/name: ", read.Problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('"')]
    public void IsLookedForInAHostileTextWithinBounds(char one) =>
        Assert.NotEmpty(StructuredAnswer.Read(new string(one, 1_000_000), Ask.Item).Problems);

    [Fact]
    public void MayBeAScalarWhenTheSchemaIsOne() =>
        Assert.Equal("3", StructuredAnswer.Read(" 3\n", Ask.Schema("""{"type":"integer","minimum":1,"maximum":5}""")).Value?.GetRawText());

    [Fact]
    public async Task IsRepairedAndTheChainReplaysWithoutACall()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Text("""{"name":"a"}"""), new LoopbackAct.Text("sorry"), new LoopbackAct.Text(Good)] });
        using var chain = TeacherChain.Create(Ask.Options(store));
        var request = Ask.For(server.Definition(), response: Ask.Item);

        var first = await chain.Teacher.RecordedAsync(request);
        var again = await chain.Replay.RecordedAsync(request);

        Assert.Equal(Good, first.Value?.GetRawText());
        Assert.Equal(3, first.Turns.Length);
        Assert.Equal(3, store.All.Count);
        Assert.Equal(first.Turns.Select(t => (t.Request.Key, t.Answer)), again.Turns.Select(t => (t.Request.Key, t.Answer)));
        Assert.Equal(Good, again.Value?.GetRawText());
        Assert.Equal(3, server.Journal.Asked.Count);
    }

    [Fact]
    public async Task IsShownToTheTeacherWithItsErrors()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Text("""{"name":"a"}"""), new LoopbackAct.Text(Good)] });
        using var chain = TeacherChain.Create(Ask.Options(store));

        _ = await chain.Teacher.RecordedAsync(Ask.For(server.Definition(), response: Ask.Item));

        var messages = server.Journal.Asked[1].Body.GetProperty("messages");
        Assert.Equal(["user", "assistant", "user"], messages.EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        Assert.Equal("""{"name":"a"}""", messages[1].GetProperty("content").GetString());
        Assert.Contains("size", messages[2].GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsQuarantinedAsInvalidUnderItsLastTurnWhenRepairDoesNotHelp()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [.. Enumerable.Repeat(new LoopbackAct.Text("""{"wrong":[]}"""), 4)] });
        using var chain = TeacherChain.Create(Ask.Options(store));
        var request = Ask.For(server.Definition(), response: Ask.Item);

        var reply = await chain.Teacher.RecordedAsync(request);
        var again = await chain.Replay.RecordedAsync(request);

        Assert.Null(reply.Value);
        Assert.Equal("invalid", reply.Reason);
        Assert.Equal(1 + Repair.Most, reply.Turns.Length);
        Assert.Equal([null, null, "invalid"], reply.Turns.Select(t => store.All[t.Request.Key].Failure?.Reason));
        Assert.Equal((reply.Reason, reply.Because, reply.Answer), (again.Reason, again.Because, again.Answer));
        Assert.Equal(3, server.Journal.Asked.Count);
    }

    [Fact]
    public async Task ThatMustBeRepairedAndMayNotBeBoughtMissesItsRepair()
    {
        var request = Ask.For(response: Ask.Item);
        await store.PutAsync(request.Key, new Answer("""{"name":"a"}"""), CancellationToken.None);
        using var chain = TeacherChain.Create(Ask.Options(store));

        var missing = Assert.IsType<TeacherReply.Missing>(await chain.Replay.AskAsync(request, CancellationToken.None)).Request;

        Assert.Equal(1, missing.RepairCount);
        Assert.Equal(3, missing.Messages.Length);
    }

    [Fact]
    public async Task ThatIsAFailureIsNotRepaired()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Text(Good, "length")] });
        using var chain = TeacherChain.Create(Ask.Options(store));
        Assert.Equal("truncated", (await chain.Teacher.RecordedAsync(Ask.For(server.Definition(), response: Ask.Item))).Reason);
        Assert.Single(server.Journal.Asked);
    }

    [Fact]
    public async Task IsAskedForWithTheSchemaAsItStands()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Text(Good)] });
        using var chain = TeacherChain.Create(Ask.Options(store));

        _ = await chain.Teacher.RecordedAsync(Ask.For(server.Definition(), response: Ask.Item));

        Assert.Equal(
            $$$"""{"type":"json_schema","json_schema":{"name":"response","schema":{{{Ask.Item.Document.GetRawText()}}},"strict":false}}""",
            server.Journal.Asked[0].Body.GetProperty("response_format").GetRawText());
    }

    [Theory]
    [InlineData(StructuredMode.JsonSchema)]
    [InlineData(StructuredMode.JsonObject)]
    [InlineData(StructuredMode.Text)]
    public async Task OfTheLoopbackTeacherFitsAndFollowsFromTheRequest(object mode)
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Mode = (StructuredMode)mode });
        var values = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            using var chain = TeacherChain.Create(Ask.Options(new AnswersInMemory()));
            values.Add((await chain.Teacher.RecordedAsync(Ask.For(server.Definition(), response: Ask.Item))).Value?.GetRawText());
        }

        Assert.NotNull(values[0]);
        Assert.Equal(values[0], values[1]);
    }

    [Theory]
    [InlineData(StructuredMode.JsonObject, 2)]
    [InlineData(StructuredMode.Text, 3)]
    public async Task IsAskedForInAWayThatTheServerTakesAndThatIsRemembered(object mode, int calls)
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Mode = (StructuredMode)mode, Answer = _ => Good });
        using var chain = TeacherChain.Create(Ask.Options(store));
        var teacher = server.Definition();

        Assert.Equal(Good, (await chain.Teacher.RecordedAsync(Ask.For(teacher, "one", Ask.Item))).Value?.GetRawText());
        Assert.Equal(calls, server.Journal.Asked.Count);
        Assert.Equal(calls, chain.Meter.Calls);

        _ = await chain.Teacher.RecordedAsync(Ask.For(teacher, "two", Ask.Item));
        Assert.Equal(calls + 1, server.Journal.Asked.Count);
        Assert.EndsWith(Ask.Item.Text, server.Journal.Asked[^1].LastMessage, StringComparison.Ordinal);
        Assert.Equal(2, store.All.Count);
    }

    [Fact]
    public async Task ThatIsAListIsNotAskedForInJsonModeWhichKnowsObjectsOnly()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Mode = StructuredMode.JsonObject, Answer = _ => "[1]" });
        using var chain = TeacherChain.Create(Ask.Options(store));

        var reply = await chain.Teacher.RecordedAsync(Ask.For(server.Definition(), response: Ask.Schema("""{"type":"array","items":{"type":"integer"}}""")));

        Assert.Equal("[1]", reply.Value?.GetRawText());
        Assert.False(server.Journal.Asked[1].Body.TryGetProperty("response_format", out _));
    }

    [Fact]
    public async Task OfTextIsTheTextAsItIs()
    {
        await using var server = await LoopbackTeacher.StartAsync(new() { Acts = [new LoopbackAct.Text(" {\"a\": 1}\n😀")] });
        using var chain = TeacherChain.Create(Ask.Options(store));
        var value = (await chain.Teacher.RecordedAsync(Ask.For(server.Definition()))).Value;
        Assert.Equal(JsonValueKind.String, value?.ValueKind);
        Assert.Equal(" {\"a\": 1}\n😀", value?.GetString());
    }
}
