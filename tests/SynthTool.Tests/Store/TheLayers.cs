using SynthTool.Store;

namespace SynthTool.Tests.Store;

public sealed class TheLayers : ResponseStoreConformance
{
    private PackStore? local;

    private protected override Task<IResponseStore> OpenAsync() => Task.FromResult<IResponseStore>(Open("w1"));

    private protected override async Task<IResponseStore> ReopenAsync(IResponseStore open)
    {
        await local!.DisposeAsync();
        return Open("w2");
    }

    private protected override async Task CloseAsync(IResponseStore open)
    {
        await local!.DisposeAsync();
    }

    private LayeredStore Open(string writer)
    {
        local = Sample.Packs(Folder, writer);
        return new LayeredStore([Sample.Committed(Folder)], local);
    }
}
