using SynthTool.Store;

namespace SynthTool.Tests.Store;

/// <summary>The same packs, but small ones are treated as large ones are, and each holds a few answers only.</summary>
public sealed class TheLocalPacksWithSortedIndexes : ResponseStoreConformance
{
    private protected override Task<IResponseStore> OpenAsync() => Task.FromResult<IResponseStore>(Open("w1"));

    private protected override async Task<IResponseStore> ReopenAsync(IResponseStore open)
    {
        await ((PackStore)open).DisposeAsync();
        return Open("w2");
    }

    private protected override async Task CloseAsync(IResponseStore open)
    {
        await ((PackStore)open).DisposeAsync();
    }

    private PackStore Open(string writer) => Sample.Packs(Folder, writer, change: s => s with { SmallPackAnswers = 0, SegmentBytes = 512, MaxPacks = 1000 });
}
