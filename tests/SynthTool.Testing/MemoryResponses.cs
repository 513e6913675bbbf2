using System.Collections.Concurrent;
using SynthTool.Store;

namespace SynthTool.Testing;

/// <summary>A response store in memory, with the same rules as the real ones.</summary>
internal sealed class MemoryResponses : IResponseStore
{
    private readonly ConcurrentDictionary<ContentHash, Answer> answers = new();
    private int puts;

    /// <summary>How often an answer was handed over, recorded or not.</summary>
    public int Puts => puts;

    /// <summary>The keys that have an answer, in order.</summary>
    public IReadOnlyList<ContentHash> Keys => [.. answers.Keys.Order()];

    public bool TryGet(in ContentHash key, out Answer answer) => answers.TryGetValue(key, out answer!);

    public bool Contains(in ContentHash key) => answers.ContainsKey(key);

    public ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct)
    {
        Interlocked.Increment(ref puts);
        answers.AddOrUpdate(key, answer, (_, known) => known.Failure is not null && answer.Replaces ? answer : known);
        return ValueTask.CompletedTask;
    }

    public void Forget(in ContentHash key) => answers.TryRemove(key, out _);
}
