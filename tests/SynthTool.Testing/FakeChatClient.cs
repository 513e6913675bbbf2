using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SynthTool.Testing;

/// <summary>A provider that is only a function, for chains that need no wire.</summary>
/// <param name="answer">What comes of a call.</param>
internal sealed class FakeChatClient(Func<FakeCall, CancellationToken, Task<ChatResponse>> answer) : IChatClient
{
    private readonly ConcurrentQueue<FakeCall> asked = [];

    /// <param name="answer">The text that answers the last message.</param>
    public FakeChatClient(Func<string, string> answer)
        : this((call, _) => Task.FromResult(Reply(answer(call.Messages[^1].Text))))
    {
    }

    /// <summary>The calls in the order in which they came.</summary>
    public IReadOnlyList<FakeCall> AskedFor => [.. asked];

    public static ChatResponse Reply(string text) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        FinishReason = ChatFinishReason.Stop,
        Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5 },
    };

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = new FakeCall([.. messages], options ?? new ChatOptions());
        asked.Enqueue(call);
        return answer(call, cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

/// <summary>One call of a <see cref="FakeChatClient"/>.</summary>
internal sealed record FakeCall(IReadOnlyList<ChatMessage> Messages, ChatOptions Options);
