using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SynthTool.Definition;

namespace SynthTool.Testing;

/// <summary>A teacher without a wire: its answers follow from the last message alone, and it remembers what it was asked.</summary>
internal sealed class TestTeacher
{
    private readonly ConcurrentQueue<string> asked = [];

    /// <summary>The reply to a last message; default: <c>re:</c> and the message.</summary>
    public Func<string, CancellationToken, Task<ChatResponse>> Reply { get; set; } = Says(message => $"re: {message}");

    /// <summary>The last messages of the calls since <see cref="Forget"/>, sorted.</summary>
    public IReadOnlyList<string> AskedFor => [.. asked.Order(StringComparer.Ordinal)];

    public int Calls => asked.Count;

    /// <summary>Answers with a text.</summary>
    public static Func<string, CancellationToken, Task<ChatResponse>> Says(Func<string, string> text) => (message, _) => Task.FromResult(FakeChatClient.Reply(text(message)));

    /// <summary>Answers with a text that was cut: a failure of content.</summary>
    public static ChatResponse Truncated(string text)
    {
        var reply = FakeChatClient.Reply(text);
        reply.FinishReason = ChatFinishReason.Length;
        return reply;
    }

    public void Forget() => asked.Clear();

    public IChatClient Connect(TeacherDefinition teacher) => new FakeChatClient(async (call, ct) =>
    {
        var message = call.Messages[^1].Text;
        asked.Enqueue(message);
        return await Reply(message, ct);
    });
}
