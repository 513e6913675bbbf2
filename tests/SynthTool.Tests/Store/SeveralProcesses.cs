using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

/// <summary>Each store instance stands for a process: they share nothing but the folder.</summary>
public sealed class SeveralProcesses : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WriteAtOnceAndLoseNothing()
    {
        await using (var one = Sample.Packs(folder, "w1"))
        await using (var other = Sample.Packs(folder, "w2"))
        {
            await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => (i % 2 == 0 ? one : other).PutAsync(i)));
            Assert.Null(one.TextOf(1));
            one.Refresh();
            Assert.Equal("answer 1", one.TextOf(1));
        }

        await using var later = Sample.Packs(folder, "w3");
        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(Sample.Answer(i).Text, later.TextOf(i)));
    }

    [Fact]
    public async Task WithOneIdStillHavePacksOfTheirOwn()
    {
        await using (var one = Sample.Packs(folder))
        await using (var other = Sample.Packs(folder))
        {
            await one.PutAsync(1);
            await other.PutAsync(2);
            await one.PutAsync(3);
        }

        await using var later = Sample.Packs(folder, "w3");
        Assert.Equal("answer 1, answer 2, answer 3", later.TextsOf(1, 2, 3));
        Assert.Equal(2, Sample.Files(folder, ".pack").Length);
    }

    [Fact]
    public async Task ThatAnswerOneKeyDifferentlyAgreeAfterwards()
    {
        await using (var other = Sample.Packs(folder, "w2"))
        await using (var one = Sample.Packs(folder, "w1"))
        {
            await other.PutAsync(1, new Answer("of the second"));
            await one.PutAsync(1, new Answer("of the first"));
        }

        for (var i = 0; i < 3; i++)
        {
            await using var later = Sample.Packs(folder, "w3");
            Assert.Equal("of the first", later.TextOf(1));
        }
    }

    [Fact]
    public async Task SeeWhatAnotherAppendsToAPackThatTheyKnow()
    {
        await using var writer = Sample.Packs(folder, "w1");
        await writer.PutAsync(1);
        await using var reader = Sample.Packs(folder, "w2");
        await writer.PutAsync(2);
        Assert.Equal("answer 1, -", reader.TextsOf(1, 2));

        reader.Refresh();
        Assert.Equal("answer 2", reader.TextOf(2));
    }

    [Fact]
    public async Task KeepWhatWasBoughtAgainAfterItWasForgottenElsewhere()
    {
        await using (var running = Sample.Packs(folder, "w1"))
        {
            await running.PutAsync(1, new Answer("old"));
            await running.PutAsync(2);
            await using (var forgetting = Sample.Packs(folder, "w2"))
            {
                Assert.Equal(new StoreChange(1), await forgetting.ForgetAsync([Sample.Key(1), Sample.Key(9)]));
                Assert.Null(forgetting.TextOf(1));
            }

            running.Refresh();
            Assert.Null(running.TextOf(1));
            await running.PutAsync(1, new Answer("new")); // into a pack whose name comes before the one that forgets
        }

        await using var later = Sample.Packs(folder, "w3");
        Assert.Equal("new, answer 2", later.TextsOf(1, 2));
    }

    [Fact]
    public async Task OpenManyLeftoverPacksAndMergeThem()
    {
        for (var i = 0; i < 70; i++)
        {
            await using var store = Sample.Packs(folder, FormattableString.Invariant($"w{i:000}"), change: s => s with { MaxPacks = int.MaxValue });
            await store.PutAsync(i);
            await store.PutAsync(1000 + i);
        }

        await using (var forgetting = Sample.Packs(folder, "x0", change: s => s with { MaxPacks = int.MaxValue }))
        {
            await forgetting.ForgetAsync([.. Enumerable.Range(1000, 70).Select(Sample.Key)]);
        }

        var before = Sample.Files(folder, ".pack").ToDictionary(p => p, File.ReadAllBytes);
        Assert.Equal(71, before.Count);
        await using (var last = Sample.Packs(folder, "x1"))
        {
            await last.PutAsync(70);
        }

        var merged = Assert.Single(Sample.Files(folder, ".pack"));
        await AssertAllAsync();

        // Killed after the merged pack was written and before any number of the old ones was removed.
        foreach (var (path, bytes) in before)
        {
            File.WriteAllBytes(path, bytes);
        }

        await AssertAllAsync();
        File.WriteAllBytes(merged, File.ReadAllBytes(merged)[..^30]); // … or while it was being written
        await AssertAllAsync(count: 70);

        async Task AssertAllAsync(int count = 71)
        {
            await using var later = Sample.Packs(folder, "x2");
            Assert.All(Enumerable.Range(0, count), i => Assert.Equal(Sample.Answer(i).Text, later.TextOf(i)));
            Assert.All(Enumerable.Range(1000, 70), i => Assert.Null(later.TextOf(i)));
        }
    }

    [Fact]
    public async Task DoNotMergeThePackOfOneThatStillWrites()
    {
        await using (var writing = Sample.Packs(folder, "w0"))
        {
            await writing.PutAsync(0);
            for (var i = 1; i < 6; i++)
            {
                await using var store = Sample.Packs(folder, FormattableString.Invariant($"w{i}"), change: s => s with { MaxPacks = 3 });
                await store.PutAsync(i);
            }

            Assert.Contains("w0-0000.pack", Sample.Files(folder, ".pack").Select(Path.GetFileName));
            await writing.PutAsync(6);
        }

        await using var later = Sample.Packs(folder, "x");
        Assert.All(Enumerable.Range(0, 7), i => Assert.Equal(Sample.Answer(i).Text, later.TextOf(i)));
    }

    [Fact]
    public async Task DoNotChangeTheStoreByHandAtOnce()
    {
        await using var store = Sample.Packs(folder);
        await store.PutAsync(1);
        using var held = SynthTool.Files.OsLock.TryAcquire(folder[".synth/responses/store.lock"], "process 42 on host", out _);

        var change = await store.ForgetAsync([Sample.Key(1)]);

        Assert.Equal("SYNTH0311", change.Refused?.Kind.Code);
        Assert.Contains("process 42 on host", change.Refused?.Message, StringComparison.Ordinal);
        Assert.Equal("answer 1", store.TextOf(1));
    }
}
