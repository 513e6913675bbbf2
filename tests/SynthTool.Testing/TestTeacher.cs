using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SynthTool.Definition;
using SynthTool.Teachers;

namespace SynthTool.Testing;

/// <summary>A teacher without a wire: its answers follow from the request alone, and it remembers what it was asked.</summary>
internal sealed class TestTeacher
{
    private readonly ConcurrentQueue<string> asked = [];
    private readonly ConcurrentDictionary<string, string> keys = new(StringComparer.Ordinal);

    /// <summary>The reply to a request; default: <c>re:</c> and the message.</summary>
    public Func<TestRequest, CancellationToken, Task<ChatResponse>> Reply { get; set; } = Says(request => $"re: {request.Message}");

    /// <summary>The last messages of the calls since <see cref="Forget"/>, sorted.</summary>
    public IReadOnlyList<string> AskedFor => [.. asked.Order(StringComparer.Ordinal)];

    /// <summary>The key of the request with this last message; it was asked at some time.</summary>
    public string KeyOf(string message) => keys[message];

    /// <summary>Answers with a text.</summary>
    public static Func<TestRequest, CancellationToken, Task<ChatResponse>> Says(Func<TestRequest, string> text) => Replies(request => FakeChatClient.Reply(text(request)));

    /// <summary>Answers at once.</summary>
    public static Func<TestRequest, CancellationToken, Task<ChatResponse>> Replies(Func<TestRequest, ChatResponse> reply) => (request, _) => Task.FromResult(reply(request));

    /// <summary>An answer that was cut: a failure of content.</summary>
    public static ChatResponse Truncated(string text)
    {
        var reply = FakeChatClient.Reply(text);
        reply.FinishReason = ChatFinishReason.Length;
        return reply;
    }

    /// <summary>A failure that no repetition mends.</summary>
    public static HttpRequestException Rejects(string because) => new(because, null, System.Net.HttpStatusCode.BadRequest);

    public void Forget() => asked.Clear();

    public IChatClient Connect(TeacherDefinition teacher) => new FakeChatClient(async (call, ct) =>
    {
        var request = new TestRequest(call.Messages[^1].Text, (string)call.Options.AdditionalProperties![OpenAiCompatibleClient.RequestId]!);
        asked.Enqueue(request.Message);
        keys[request.Message] = request.Key;
        return await Reply(request, ct);
    });
}

/// <summary>One call of a <see cref="TestTeacher"/>.</summary>
/// <param name="Message">The last message.</param>
/// <param name="Key">The request's key, 64 hex digits.</param>
internal sealed record TestRequest(string Message, string Key);
