using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

/// <summary>The committed layer takes answers only at a build's end: here every answer ends a build.</summary>
public sealed class TheCommittedLines : ResponseStoreConformance
{
    private protected override Task<IResponseStore> OpenAsync() => Task.FromResult<IResponseStore>(new EachAnswerABuild(Sample.Committed(Folder)));

    private protected override Task<IResponseStore> ReopenAsync(IResponseStore open)
    {
        ((EachAnswerABuild)open).Committed.Dispose();
        return OpenAsync();
    }

    private protected override Task CloseAsync(IResponseStore open)
    {
        ((EachAnswerABuild)open).Committed.Dispose();
        return Task.CompletedTask;
    }

    private sealed class EachAnswerABuild(CommittedResponses committed) : IResponseStore
    {
        private readonly MemoryResponses bought = new();
        private readonly Lock gate = new();

        public CommittedResponses Committed { get; } = committed;

        public bool TryGet(in ContentHash key, out Answer answer) => Committed.TryGet(key, out answer);

        public bool Contains(in ContentHash key) => Committed.Contains(key);

        public async ValueTask PutAsync(ContentHash key, Answer answer, CancellationToken ct)
        {
            var layers = new LayeredStore([Committed], bought);
            await layers.PutAsync(key, answer, ct);
            lock (gate)
            {
                Committed.Write([new StepAnswers("draft", [key])], layers);
                bought.Forget(key);
            }
        }
    }
}
