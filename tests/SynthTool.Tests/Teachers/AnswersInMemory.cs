using System.Collections.Concurrent;
using SynthTool.Store;

namespace SynthTool.Tests.Teachers;

/// <summary>A store that is a dictionary, and whose writes a test may hold back.</summary>
internal sealed class AnswersInMemory : IResponseStore
{
    private readonly ConcurrentDictionary<ContentHash, Answer> answers = new();

    /// <summary>Awaited before an answer is kept.</summary>
    public Func<Task> BeforeKeeping { get; set; } = () => Task.CompletedTask;

    public IReadOnlyDictionary<ContentHash, Answer> All => answers;

    public bool TryGet(in ContentHash key, out Answer answer) => answers.TryGetValue(key, out answer!);

    public bool Contains(in ContentHash key) => answers.ContainsKey(key);

    public async ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct)
    {
        await BeforeKeeping();
        ct.ThrowIfCancellationRequested();
        _ = answers.AddOrUpdate(key, answer, (_, there) => answer.Replaces && there.Failure is not null ? answer : there);
    }
}
