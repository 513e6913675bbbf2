using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Teachers;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

public sealed class TheWire
{
    private static readonly SourcePlace Here = new("data/a.synth.yaml", 8, 5);

    private readonly AnswersInMemory store = new();

    [Fact]
    public async Task CarriesNothingThatWasNotSet()
    {
        await using var server = await LoopbackTeacher.StartAsync();
        await AskAsync(Ask.For(server.Definition(), "Größe? 😀 \"<b>\""));
        Assert.Equal(
            """{"model":"loopback-1","messages":[{"role":"user","content":"Größe? \uD83D\uDE00 \"<b>\""}],"n":1,"stream":false}""",
            server.Journal.Asked[0].Body.GetRawText());
    }

    [Fact]
    public async Task CarriesEverythingThatWasSetAsItStands()
    {
        await using var server = await LoopbackTeacher.StartAsync();
        var teacher = server.Definition() with
        {
            SendAs = "meta/loopback",
            Options = new()
            {
                Temperature = 0.80m,
                TopP = 0.95m,
                MaxOutputTokens = 256,
                FrequencyPenalty = -0.5m,
                PresencePenalty = 0.25m,
                Seed = 7,
                Stop = ["END"],
                Extra = JsonElement.Parse("""{"top_k":50,"big":12345678901234567890,"chat_template_kwargs":{"enable_thinking":false}}"""),
            },
        };
        await AskAsync(Ask.For(teacher, "Hi") with { Messages = [new("system", "Be brief."), new("user", "Hi")] });
        Assert.Equal(
            """{"model":"meta/loopback","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],"temperature":0.8,"top_p":0.95,"max_tokens":256,"frequency_penalty":-0.5,"presence_penalty":0.25,"seed":7,"stop":["END"],"top_k":50,"big":12345678901234567890,"chat_template_kwargs":{"enable_thinking":false},"n":1,"stream":false}""",
            server.Journal.Asked[0].Body.GetRawText());
    }

    [Fact]
    public async Task CarriesAnExtraOptionInsteadOfOursOfTheSameName()
    {
        await using var server = await LoopbackTeacher.StartAsync();
        var teacher = server.Definition() with { Options = new() { MaxOutputTokens = 10, Extra = JsonElement.Parse("""{"max_tokens":20}""") } };
        await AskAsync(Ask.For(teacher));
        Assert.Equal(20, server.Journal.Asked[0].Body.EnumerateObject().Single(m => m.Name == "max_tokens").Value.GetInt32());
    }

    [Fact]
    public async Task GivesEachSiblingASeedOfItsOwn()
    {
        await using var server = await LoopbackTeacher.StartAsync();
        var teacher = server.Definition() with { Options = new() { Seed = 7 } };
        await AskAsync(Ask.For(teacher, sample: 2));
        Assert.Equal(9, server.Journal.Asked[0].Body.GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task CarriesHalfAnEmojiAsAReplacement()
    {
        await using var server = await LoopbackTeacher.StartAsync();
        await AskAsync(Ask.For(server.Definition(), "half \ud83d"));
        Assert.Equal("half \uFFFD", server.Journal.Asked[0].LastMessage);
    }

    [Fact]
    public async Task CarriesTheKeyTheHeadersAndTheRequestsIdentity()
    {
        await using var server = await LoopbackTeacher.StartAsync();
        var teacher = server.Definition() with
        {
            ApiKey = new Located<string>("${KEY}", Here),
            Headers = ImmutableSortedDictionary<string, string>.Empty.Add("x-team", "team ${TEAM}!"),
            Endpoint = new Located<string>("http://${HOST}/v1/", Here),
        };
        var request = Ask.For(teacher);
        using var chain = TeacherChain.Create(Ask.Options(store) with { Variables = name => name switch { "KEY" => "sk-1", "TEAM" => "red", "HOST" => new Uri(server.Endpoint).Authority, _ => null } });

        _ = await chain.Teacher.RecordedAsync(request);

        var headers = server.Journal.Asked[0].Headers;
        Assert.Equal("Bearer sk-1", headers["authorization"]);
        Assert.Equal("team red!", headers["x-team"]);
        Assert.Equal(request.Key.ToString(), headers["x-client-request-id"]);
        Assert.Equal("application/json", headers["content-type"]);
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("model")]
    [InlineData("stream")]
    [InlineData("n")]
    public async Task IsNotChangedBehindTheToolsBack(string member)
    {
        using var chain = TeacherChain.Create(Ask.Options(store));
        var teacher = Ask.Nobody with { Options = new() { Extra = JsonElement.Parse($$"""{"{{member}}":2}""") } };
        var found = await chain.Teacher.FailureAsync(Ask.For(teacher));
        Assert.Equal(TeacherDiagnostics.ExtraReserved, found.Kind);
        Assert.Contains($"\"{member}\"", found.Message, StringComparison.Ordinal);
        Assert.Equal(0, chain.Meter.Calls);
    }

    public static TheoryData<string?, string> Unusable => new()
    {
        { null, "it has no endpoint" },
        { "localhost:8000", "its endpoint is no http or https address" },
        { "ftp://localhost/v1", "its endpoint is no http or https address" },
        { "/v1", "its endpoint is no http or https address" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task NeedsAnHttpAddress(string? endpoint, string said)
    {
        using var chain = TeacherChain.Create(Ask.Options(store));
        var found = await chain.Teacher.FailureAsync(Ask.For(Ask.Nobody with { Endpoint = endpoint is null ? null : new Located<string>(endpoint, Here) }));
        Assert.Equal(TeacherDiagnostics.EndpointUnusable, found.Kind);
        Assert.Contains(said, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://a/v1", "http://a/v1/chat/completions")]
    [InlineData("http://a/v1/", "http://a/v1/chat/completions")]
    [InlineData("http://a", "http://a/chat/completions")]
    [InlineData("https://a/openai/d?api-version=2", "https://a/openai/d/chat/completions?api-version=2")]
    [InlineData("https://a/v1/chat/completions", "https://a/v1/chat/completions")]
    public void GoesToTheCompletionsBelowTheEndpoint(string endpoint, string address) =>
        Assert.Equal(new Uri(address), TeacherConnection.Resolve(Ask.Nobody with { Endpoint = new Located<string>(endpoint, Here) }, _ => null).Completions);

    [Fact]
    public async Task AsksForVariablesOnlyWhenACallIsMade()
    {
        var teacher = Ask.Nobody with { Endpoint = new Located<string>("${SYNTH_ENDPOINT}", Here), ApiKey = new Located<string>("${SYNTH_API_KEY}", Here) };
        var request = Ask.For(teacher);
        await store.PutAsync(request.Key, new("stored"), CancellationToken.None);
        using var chain = TeacherChain.Create(Ask.Options(store) with { Variables = name => throw new InvalidOperationException(name) });
        Assert.Equal("stored", (await chain.Teacher.RecordedAsync(request)).Value?.GetString());
    }

    [Theory]
    [InlineData("SYNTH_ENDPOINT")]
    [InlineData("SYNTH_API_KEY")]
    [InlineData("SYNTH_TEAM")]
    public async Task NamesTheVariableThatIsNotSet(string unset)
    {
        var teacher = Ask.Nobody with
        {
            Endpoint = new Located<string>("${SYNTH_ENDPOINT}", Here),
            ApiKey = new Located<string>("${SYNTH_API_KEY}", Here),
            Headers = ImmutableSortedDictionary<string, string>.Empty.Add("x-team", "${SYNTH_TEAM}"),
        };
        using var chain = TeacherChain.Create(Ask.Options(store) with { Variables = name => name == unset ? null : "http://127.0.0.1:9" });
        var found = await chain.Teacher.FailureAsync(Ask.For(teacher));
        Assert.Equal(TeacherDiagnostics.VariableMissing, found.Kind);
        Assert.Contains($"\"{unset}\"", found.Message, StringComparison.Ordinal);
        Assert.Equal(0, chain.Meter.Calls);
    }

    private async Task AskAsync(TeacherRequest request)
    {
        using var chain = TeacherChain.Create(Ask.Options(store));
        _ = await chain.Teacher.RecordedAsync(request);
    }
}
