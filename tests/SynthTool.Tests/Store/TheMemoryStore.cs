using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class TheMemoryStore : ResponseStoreConformance
{
    private protected override Task<IResponseStore> OpenAsync() => Task.FromResult<IResponseStore>(new MemoryResponses());

    private protected override Task<IResponseStore> ReopenAsync(IResponseStore open) => Task.FromResult(open);

    private protected override Task CloseAsync(IResponseStore open) => Task.CompletedTask;
}
