using SynthTool.Files;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class AnAnswerThatIsPut : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task CountsOnlyWhenItIsDurable()
    {
        using var gate = new SemaphoreSlim(0);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var store = Sample.Packs(folder, change: s => s with
        {
            Sync = (_, _) =>
            {
                reached.SetResult();
                gate.Wait();
            },
        });

        var put = store.PutAsync(1);
        await reached.Task;
        Assert.False(put.IsCompleted);
        Assert.Null(store.TextOf(1));

        gate.Release();
        await put;
        Assert.Equal("answer 1", store.TextOf(1));
    }

    [Fact]
    public async Task SharesItsSyncWithAllThatArriveMeanwhile()
    {
        using var gate = new SemaphoreSlim(0);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var syncs = 0;
        await using var store = Sample.Packs(folder, change: s => s with
        {
            Sync = (_, _) =>
            {
                if (Interlocked.Increment(ref syncs) == 1)
                {
                    reached.SetResult();
                    gate.Wait();
                }
            },
        });

        var first = store.PutAsync(0);
        await reached.Task;
        var others = Enumerable.Range(1, 500).Select(i => store.PutAsync(i)).ToArray();
        gate.Release();
        await first;
        await Task.WhenAll(others);

        Assert.Equal(2, syncs);
    }

    [Fact]
    public async Task IsRecordedAlthoughItsCallerStoppedWaiting()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await using (var store = Sample.Packs(folder))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync(Sample.Key(1), Sample.Answer(1), stopped.Token).AsTask());
        }

        await using var later = Sample.Packs(folder, "w2");
        Assert.Equal("answer 1", later.TextOf(1));
    }

    [Fact]
    public async Task FailsWithItsSyncAndHurtsNeitherTheEarlierNorTheLater()
    {
        var fails = false;
        await using (var store = Sample.Packs(folder, change: s => s with
        {
            Sync = (file, path) =>
            {
                if (fails)
                {
                    throw FileFailure.From(new IOException("no space", 28), path, "Writing");
                }

                Disk.Sync(file, path);
            },
        }))
        {
            await store.PutAsync(1);
            fails = true;
            var failure = await Assert.ThrowsAsync<FileFailure>(() => store.PutAsync(2));
            Assert.Equal("SYNTH0107", failure.Kind.Code);
            Assert.Null(store.TextOf(2));
            fails = false;
            await store.PutAsync(3);
            Assert.Equal("answer 1, -, answer 3", store.TextsOf(1, 2, 3));
        }

        await using var later = Sample.Packs(folder, "w2");
        Assert.Equal("answer 1, -, answer 3", later.TextsOf(1, 2, 3));
    }

    [Fact]
    public async Task IsRefusedWhenItIsTooLarge()
    {
        await using var store = Sample.Packs(folder);
        var failure = await Assert.ThrowsAsync<FileFailure>(() => store.PutAsync(1, new Answer(new string('x', Answer.MaxBytes))));

        Assert.Equal("SYNTH0304", failure.Kind.Code);
        var largest = new Answer(new string('x', Answer.MaxBytes - 100));
        await store.PutAsync(2, largest);
        Assert.Equal(largest, store.TryGet(Sample.Key(2), out var answer) ? answer : null);
    }

    [Fact]
    public async Task BeginsANewPackWhenTheOldOneIsFull()
    {
        await using (var store = Sample.Packs(folder, change: s => s with { SegmentBytes = 4096, SmallPackAnswers = 0 }))
        {
            for (var i = 0; i < 500; i++)
            {
                await store.PutAsync(i);
            }

            Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(Sample.Answer(i).Text, store.TextOf(i)));
        }

        Assert.InRange(Sample.Files(folder, ".pack").Length, 5, 20);
        Assert.All(Sample.Files(folder, ".pack"), p => Assert.InRange(new FileInfo(p).Length, 1, 4096));
        Assert.Equal(Sample.Files(folder, ".pack").Length, Sample.Files(folder, ".idx").Length);
    }

    [Fact]
    public async Task LeavesNoLockAndNoEmptyPackBehind()
    {
        await using (Sample.Packs(folder, "reader"))
        {
        }

        Assert.False(Directory.Exists(folder[".synth"]));
        await using (var store = Sample.Packs(folder))
        {
            await store.PutAsync(1);
            await store.PutAsync(1);
        }

        Assert.Equal(["w1-0000.idx", "w1-0000.pack"], Directory.GetFiles(folder[".synth/responses"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
