using SynthTool.Build;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>What lies under <c>.synth/cache</c> is read as it was written or not at all, whatever became of it.</summary>
public sealed class AStateFile : IAsyncLifetime, IDisposable
{
    private readonly TestDataset dataset = TestDataset.Rich(24);

    private CacheFolder Cache => CacheFolder.For(dataset.Workspace().Root, dataset.Definition);

    private static string Version => "1.0.0-test";

    public async Task InitializeAsync() => await dataset.Edit("s-024", "Größe 1, \"İı\"").BuiltAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => dataset.Dispose();

    [Fact]
    public void IsIgnoredWhenAnyByteOfItIsAnother()
    {
        Assert.NotNull(QuickState.Read(Cache.QuickState, Version));
        Assert.NotEmpty(RecordFile.Read(Cache.Records, Version));
        DamageEverywhere(Cache.QuickState, () => Assert.Null(QuickState.Read(Cache.QuickState, Version)));
        DamageEverywhere(Cache.Records, () => Assert.Empty(RecordFile.Read(Cache.Records, Version)));
        DamageEverywhere(Cache.Sketches, () => new SketchCache(Cache.Sketches).Find(default, default));
        var index = dataset.InRoot(dataset.Files(".synth/cache").Single(f => f.Contains("/definitions-", StringComparison.Ordinal)));
        DamageEverywhere(index, () => Assert.Null(DefinitionIndex.TryRead(dataset.Workspace().Root, "")));
    }

    [Fact]
    public void IsIgnoredWhenItIsCutAnywhere()
    {
        foreach (var (path, read) in new (string, Action)[]
        {
            (Cache.QuickState, () => Assert.Null(QuickState.Read(Cache.QuickState, Version))),
            (Cache.Records, () => Assert.Empty(RecordFile.Read(Cache.Records, Version))),
            (Cache.Sketches, () => new SketchCache(Cache.Sketches).Find(default, default)),
        })
        {
            var bytes = File.ReadAllBytes(path);
            for (var length = 0; length < bytes.Length; length += 3)
            {
                File.WriteAllBytes(path, bytes[..length]);
                read();
            }
        }
    }

    [Fact]
    public void AllocatesNoMoreThanItHoldsWhateverItsNumbersSay()
    {
        foreach (var number in new[] { int.MaxValue, 0x10000000, -1, int.MinValue })
        {
            EveryNumber(Cache.QuickState, number, () => QuickState.Read(Cache.QuickState, Version));
            EveryNumber(Cache.Records, number, () => RecordFile.Read(Cache.Records, Version));
            EveryNumber(Cache.Sketches, number, () => _ = new SketchCache(Cache.Sketches));
        }
    }

    [Fact]
    public void OfAnotherVersionIsIgnored()
    {
        Assert.Null(QuickState.Read(Cache.QuickState, "2.0.0"));
        Assert.Empty(RecordFile.Read(Cache.Records, "2.0.0"));
    }

    [Fact]
    public void KeepsRecordsAsTheyWere()
    {
        var before = RecordFile.Read(Cache.Records, Version);
        var bytes = File.ReadAllBytes(Cache.Records);

        RecordFile.Write(Cache.Records, Version, before);

        Assert.Equal(bytes, File.ReadAllBytes(Cache.Records));
        Assert.True(before.Count > 6, $"{before.Count} records are too few to tell");
        Assert.Equal(LockFile.Parse(dataset.LockText).Lock.Traces.OrderBy(t => $"{t.Key}"), before.Select(r => KeyValuePair.Create(r.Key, r.Value.Trace)).OrderBy(t => $"{t.Key}"));
    }

    [Fact]
    public void KeepsSketchesAsTheyWere()
    {
        var path = dataset.InRoot("sketches");
        var cache = new SketchCache(path);
        var (stage, block) = (ContentHash.Of("stage"), ContentHash.Of("block"));
        cache.Use(stage, block, [1, 2, 3]);
        cache.Use(stage, stage, []);
        cache.Save();

        var read = new SketchCache(path);
        Assert.Equal([1, 2, 3], read.Find(stage, block)!);
        Assert.Equal([], read.Find(stage, stage)!);
        Assert.Null(read.Find(block, stage));
    }

    private static void DamageEverywhere(string path, Action read)
    {
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, bytes);
            read();
            bytes[at] ^= (byte)(1 << (at % 8));
        }

        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Puts a number over every place of a file that keeps its checksum, and counts what reading it takes.</summary>
    private static void EveryNumber(string path, int number, Action read)
    {
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length - 12; at += 11)
        {
            using var content = new MemoryStream();
            content.Write(bytes, 0, bytes.Length - 8);
            content.Position = at;
            content.Write(BitConverter.GetBytes(number));
            SealedFile.Write(path, content);
            var before = GC.GetAllocatedBytesForCurrentThread();
            read();
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        }

        File.WriteAllBytes(path, bytes);
    }
}
