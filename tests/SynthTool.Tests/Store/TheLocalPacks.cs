using SynthTool.Store;

namespace SynthTool.Tests.Store;

public sealed class TheLocalPacks : ResponseStoreConformance
{
    private protected override Task<IResponseStore> OpenAsync() => Task.FromResult<IResponseStore>(Sample.Packs(Folder));

    private protected override async Task<IResponseStore> ReopenAsync(IResponseStore open)
    {
        await ((PackStore)open).DisposeAsync();
        return Sample.Packs(Folder, "w2");
    }

    private protected override async Task CloseAsync(IResponseStore open)
    {
        await ((PackStore)open).DisposeAsync();
    }
}
