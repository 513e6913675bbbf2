using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Teachers;

/// <summary>A store in memory whose writes a test may hold back.</summary>
internal sealed class AnswersInMemory : IResponseStore
{
    private readonly MemoryResponses answers = new();

    /// <summary>Awaited before an answer is kept.</summary>
    public Func<Task> BeforeKeeping { get; set; } = () => Task.CompletedTask;

    public IReadOnlyDictionary<ContentHash, Answer> All => answers.Keys.ToDictionary(k => k, k => answers.TryGet(k, out var answer) ? answer : null!);

    public bool TryGet(in ContentHash key, out Answer answer) => answers.TryGet(key, out answer);

    public bool Contains(in ContentHash key) => answers.Contains(key);

    public async ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct)
    {
        await BeforeKeeping();
        ct.ThrowIfCancellationRequested();
        await answers.PutAsync(key, answer, ct);
    }
}
