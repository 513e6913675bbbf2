using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Store;
using SynthTool.Teachers;

namespace SynthTool.Tests.Teachers;

public sealed class ARequestsKey
{
    private static readonly TeacherRequest Plain = Ask.For("Hello?");

    private static readonly ModelOptions All = new()
    {
        Temperature = 0.80m,
        TopP = 0.95m,
        MaxOutputTokens = 256,
        FrequencyPenalty = -0.5m,
        PresencePenalty = 1m,
        Seed = 7,
        Stop = ["\n\n", "END"],
        Extra = JsonElement.Parse("""{"top_k":50,"guided":{"b":1,"a":[1.0]}}"""),
    };

    private static readonly TeacherRequest Full = Repair.After(
        new TeacherRequest("draft", Ask.Nobody with { Revision = "fp8" }, [new("system", "Be brief."), new("user", "Größe? \u0001\"")], All, Ask.Item, 3),
        "{}",
        ["name is missing"]);

    [Fact]
    public void OfAPlainRequestIsForEver() =>
        // Every answer that anybody has bought hangs on these: a change must come with a new epoch and a line in the changelog.
        Assert.Equal("f2c1c7799126a9f87b6c97aadeb4ca1364c0db3e95e20e50f1e254e8e9737250", Plain.Key.ToString());

    [Fact]
    public void OfARequestWithEverythingIsForEver() =>
        Assert.Equal("a127115e3279a2e4e2c19040e3d71532c8590eeac7d1c2316a90a020d30dbdd4", Full.Key.ToString());

    [Fact]
    public void IsTheDigestOfADeclaredRecordInCanonicalForm() => Assert.Equal(
        """{"epoch":1,"messages":[{"role":"system","text":"Be brief."},{"role":"user","text":"Größe? \u0001\""}],"model":"loopback-1","options":{"extra":{"guided":{"a":[1],"b":1},"top_k":50},"frequency_penalty":-0.5,"max_output_tokens":256,"presence_penalty":1,"seed":7,"stop":["\n\n","END"],"temperature":0.8,"top_p":0.95},"rejected":["{}"],"response":{"properties":{"name":{"type":"string"},"size":{"type":"integer"}},"required":["name","size"],"type":"object"},"revision":"fp8","sample":3}""",
        Written(Full));

    [Fact]
    public void LeavesOutWhatIsNotSet() =>
        Assert.Equal("""{"epoch":1,"messages":[{"role":"user","text":"Hello?"}],"model":"loopback-1","sample":0}""", Written(Plain));

    public static TheoryData<string> Changes => [.. Changed.Keys];

    private static readonly Dictionary<string, TeacherRequest> Changed = new(StringComparer.Ordinal)
    {
        ["model"] = Plain with { Teacher = Plain.Teacher with { Model = "other" } },
        ["revision"] = Plain with { Teacher = Plain.Teacher with { Revision = "fp8" } },
        ["text"] = Plain with { Messages = [new("user", "Hello!")] },
        ["role"] = Plain with { Messages = [new("system", "Hello?")] },
        ["one more message"] = Plain with { Messages = [new("user", "Hello?"), new("user", "Hello?")] },
        ["one message split in two"] = Plain with { Messages = [new("user", "Hel"), new("user", "lo?")] },
        ["temperature"] = Plain with { Options = new() { Temperature = 0 } },
        ["top_p"] = Plain with { Options = new() { TopP = 0 } },
        ["max_output_tokens"] = Plain with { Options = new() { MaxOutputTokens = 1 } },
        ["frequency_penalty"] = Plain with { Options = new() { FrequencyPenalty = 0 } },
        ["presence_penalty"] = Plain with { Options = new() { PresencePenalty = 0 } },
        ["seed"] = Plain with { Options = new() { Seed = 0 } },
        ["stop"] = Plain with { Options = new() { Stop = ["x"] } },
        ["extra"] = Plain with { Options = new() { Extra = JsonElement.Parse("""{"top_k":50}""") } },
        ["response"] = Plain with { Response = Ask.Item },
        ["sample"] = Plain with { Sample = 1 },
        ["a repair"] = Repair.After(Plain, "no", ["wrong"]),
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangesWithEveryFieldThatCounts(string field)
    {
        Assert.NotEqual(Plain.Key, Changed[field].Key);
        Assert.Single(Changed.Values, r => r.Key == Changed[field].Key);
    }

    [Fact]
    public void DoesNotKnowHowTheTeacherIsReached()
    {
        var there = Plain.Teacher.Name.Place;
        var other = Plain.Teacher with
        {
            Name = new Located<string>("critic", there),
            Provider = new Located<string>("other", there),
            Endpoint = new Located<string>("${ELSEWHERE}", there),
            ApiKey = new Located<string>("${KEY}", there),
            Headers = Plain.Teacher.Headers.Add("x-team", "a"),
            SendAs = "meta/other",
            License = new TeacherLicense("mit", null, null, []),
            Limits = new TeacherLimits(1, 2, 3, 4),
            Price = new TeacherPrice(1, 2, "USD"),
        };
        Assert.Equal(Plain.Key, (Plain with { Teacher = other, Step = "answer" }).Key);
    }

    [Fact]
    public void DoesNotKnowTheSchemasPathOrLayout()
    {
        var form = Ask.Schema("""{ "required": ["name", "size"], "properties": { "size": {"type":"integer"}, "name": {"type":"string"} }, "type": "object" }""");
        Assert.Equal((Plain with { Response = Ask.Item }).Key, (Plain with { Response = form with { Path = "b.json" } }).Key);
    }

    [Theory]
    [InlineData("0.8", "0.80")]
    [InlineData("1", "1.000")]
    [InlineData("0", "0.0")]
    public void DoesNotKnowHowANumberWasWritten(string one, string other)
    {
        static TeacherRequest With(string number) => Plain with { Options = new() { Temperature = decimal.Parse(number, CultureInfo.InvariantCulture) } };
        Assert.Equal(With(one).Key, With(other).Key);
    }

    [Fact]
    public void DoesNotKnowAnEmptyExtra() =>
        Assert.Equal(Plain.Key, (Plain with { Options = new() { Extra = JsonElement.Parse("{}"), Stop = default } }).Key);

    [Fact]
    public void OfARepairKnowsTheRejectedAnswersAndNotTheWordsOfTheErrors()
    {
        Assert.Equal(Repair.After(Plain, "no", ["wrong"]).Key, Repair.After(Plain, "no", ["better worded"]).Key);
        Assert.NotEqual(Repair.After(Plain, "no", ["wrong"]).Key, Repair.After(Plain, "nope", ["wrong"]).Key);
    }

    [Fact]
    public void IsNotInheritedByACopy()
    {
        var first = Ask.For("one");
        var key = first.Key;
        Assert.NotEqual(key, (first with { Sample = 1 }).Key);
        Assert.Equal(key, first.Key);
    }

    [Fact]
    public void IsTheSameInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "−" } };
            Assert.Contains("\"temperature\":0.8,", Written(Full), StringComparison.Ordinal);
            Assert.Contains("\"frequency_penalty\":-0.5,", Written(Full), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task OfAnEarlierEpochStillFindsItsAnswer()
    {
        var store = new AnswersInMemory();
        static ContentHash Earlier(TeacherRequest request) => ContentHash.Of($"epoch 0: {request.Messages[0].Text}");
        await store.PutAsync(Earlier(Plain), new Answer("bought long ago"), CancellationToken.None);
        var meter = new TeacherMeter();
        var book = new AnswerBook(store, meter, [RequestKey.Of, Earlier], retryQuarantined: false);

        Assert.Equal("bought long ago", (await book.FindAsync(Plain, CancellationToken.None))?.Text);
        Assert.Equal("bought long ago", store.All[Plain.Key].Text);
        Assert.Equal(1, meter.Reused);
        Assert.Null(await book.FindAsync(Ask.For("another"), CancellationToken.None));
    }

    [Fact]
    public void HasTheCurrentFunctionFirst() => Assert.Equal(Plain.Key, RequestKey.Epochs[0](Plain));

    private static string Written(TeacherRequest request)
    {
        var json = new ArrayBufferWriter<byte>();
        RequestKey.Write(request, json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
