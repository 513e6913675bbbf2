using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

/// <summary>What every store must do.</summary>
public abstract class ResponseStoreConformance : IAsyncLifetime, IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected IResponseStore Store { get; private set; } = null!;

    private protected abstract Task<IResponseStore> OpenAsync();

    /// <summary>Closes the store and opens it again, as another process would.</summary>
    private protected abstract Task<IResponseStore> ReopenAsync(IResponseStore open);

    private protected abstract Task CloseAsync(IResponseStore open);

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync(Store);

    public void Dispose() => Folder.Dispose();

    [Fact]
    public void KnowsNothingAtFirst()
    {
        Assert.False(Store.TryGet(Sample.Key(1), out _));
        Assert.False(Store.Contains(Sample.Key(1)));
    }

    [Fact]
    public async Task FindsEveryPartOfWhatWasPut()
    {
        await Store.PutAsync(1, Sample.Full);
        await Store.PutAsync(2, new Answer(""));
        Store = await ReopenAsync(Store);

        Assert.True(Store.TryGet(Sample.Key(1), out var full));
        Assert.Equal(Sample.Full, full);
        Assert.Equal(Sample.Full.Digest, full.Digest);
        Assert.True(Store.TryGet(Sample.Key(2), out var empty));
        Assert.Equal(new Answer(""), empty);
        Assert.True(Store.Contains(Sample.Key(2)));
        Assert.False(Store.Contains(Sample.Key(3)));
    }

    [Fact]
    public async Task KeepsTheFirstAnswer()
    {
        await Store.PutAsync(1, new Answer("first"));
        await Store.PutAsync(1, new Answer("second"));
        await Store.PutAsync(1, new Answer("third") { Replaces = true });

        Assert.Equal("first", Store.TextOf(1));
        Store = await ReopenAsync(Store);
        Assert.Equal("first", Store.TextOf(1));
    }

    [Fact]
    public async Task KeepsARecordedFailureUntilItIsReplaced()
    {
        await Store.PutAsync(1, Sample.Failed());
        await Store.PutAsync(1, new Answer("unasked"));
        Assert.Equal("I cannot", Store.TextOf(1));

        await Store.PutAsync(1, Sample.Failed("truncated") with { Replaces = true });
        Assert.True(Store.TryGet(Sample.Key(1), out var again));
        Assert.Equal("truncated", again.Failure?.Reason);

        await Store.PutAsync(1, new Answer("at last") { Replaces = true });
        await Store.PutAsync(1, new Answer("too late") { Replaces = true });
        Store = await ReopenAsync(Store);
        Assert.Equal("at last", Store.TextOf(1));
    }

    [Fact]
    public async Task ServesManyThreadsAtOnce()
    {
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            await Store.PutAsync(i % 200);
            Assert.Equal(Sample.Answer(i % 200).Text, Store.TextOf(i % 200));
        });
        Store = await ReopenAsync(Store);

        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(Sample.Answer(i).Text, Store.TextOf(i)));
    }
}
