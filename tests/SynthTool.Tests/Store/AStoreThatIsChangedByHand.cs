using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class AStoreThatIsChangedByHand : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ForgetsForThoseWhoOpenItLaterAndLetsThemAskAgain()
    {
        await FillAsync(5);
        await using (var store = Sample.Packs(folder, "w2"))
        {
            Assert.Equal(new StoreChange(2), await store.ForgetAsync([Sample.Key(1), Sample.Key(3), Sample.Key(77), Sample.Key(1)]));
            Assert.Equal("answer 0, -, answer 2, -, answer 4", store.TextsOf(0, 1, 2, 3, 4));
        }

        await using (var later = Sample.Packs(folder, "w3"))
        {
            Assert.Equal("answer 0, -, answer 2, -, answer 4", later.TextsOf(0, 1, 2, 3, 4));
            await later.PutAsync(1, new Answer("again"));
        }

        File.Delete(folder[".synth/responses/generation"]); // lost by accident: what was bought after forgetting still counts
        await using (var later = Sample.Packs(folder, "w4"))
        {
            await later.PutAsync(3, new Answer("again too"));
        }

        await using var last = Sample.Packs(folder, "w5");
        Assert.Equal("answer 0, again, answer 2, again too, answer 4", last.TextsOf(0, 1, 2, 3, 4));
    }

    [Fact]
    public async Task ShowsABuildThatItWasChangedButNotThatAnswersWereBought()
    {
        await using var store = Sample.Packs(folder);
        await store.PutAsync(1);
        Assert.Null(FileStamp.Of(store.GenerationPath));

        await store.ForgetAsync([Sample.Key(8)]);
        Assert.Null(FileStamp.Of(store.GenerationPath)); // there was nothing to forget
        await store.ForgetAsync([Sample.Key(1)]);
        var first = FileStamp.Of(store.GenerationPath);
        Assert.NotNull(first);
        await store.PutAsync(2);
        Assert.Equal(first, FileStamp.Of(store.GenerationPath));
        Assert.Null(await store.NoteChangeAsync());
        Assert.NotEqual("1\n", File.ReadAllText(store.GenerationPath));
    }

    [Fact]
    public async Task CollectsOnlyWhatIsNotUsedAndGivesTheSpaceBack()
    {
        await FillAsync(100);
        var findings = new Findings();
        await using (var store = Sample.Packs(folder, "w2", findings))
        {
            await store.ForgetAsync([Sample.Key(0)]);
        }

        await using (var store = Sample.Packs(folder, "w3", findings))
        {
            Assert.Equal(new StoreChange(89), await store.CollectAsync(Enumerable.Range(0, 11).Select(Sample.Key).ToHashSet()));
            Assert.Equal("-, answer 1, answer 10, -", store.TextsOf(0, 1, 10, 11));
            await store.PutAsync(11);
        }

        await using var later = Sample.Packs(folder, "w4", findings);
        Assert.Equal("-, answer 1, answer 10, answer 11, -", later.TextsOf(0, 1, 10, 11, 12));
        Assert.Equal(("local", 2, 11L, 0L), (later.Stat().Layer, later.Stat().Files, later.Stat().Answers, later.Stat().Failures));
        Assert.InRange(later.Stat().Bytes, 1, 1500);
        Assert.Empty(findings.ToSorted());
    }

    [Fact]
    public async Task CollectsNothingWhenAllIsUsed()
    {
        await FillAsync(10);
        var before = Sample.Files(folder, ".pack").Select(p => (p, FileStamp.Of(p))).ToList();
        await using var store = Sample.Packs(folder, "w2");

        Assert.Equal(new StoreChange(0), await store.CollectAsync(Enumerable.Range(0, 10).Select(Sample.Key).ToHashSet()));
        Assert.Equal(before, Sample.Files(folder, ".pack").Select(p => (p, FileStamp.Of(p))));
    }

    [Fact]
    public async Task CollectsDamageToo()
    {
        await FillAsync(3);
        var pack = Sample.Files(folder, ".pack")[0];
        var bytes = File.ReadAllBytes(pack);
        bytes[70] ^= 1;
        File.WriteAllBytes(pack, bytes);
        await using (var store = Sample.Packs(folder, "w2"))
        {
            Assert.Equal(2, store.Keys().Count);
            Assert.Equal(1, store.IntegrityErrors);
            await store.CollectAsync(Enumerable.Range(0, 3).Select(Sample.Key).ToHashSet());
        }

        await using var later = Sample.Packs(folder, "w3");
        Assert.Equal(2, later.Keys().Count);
        Assert.Equal(0, later.IntegrityErrors);
    }

    [Fact]
    public async Task CountsWhatItHolds()
    {
        await FillAsync(3);
        await using var store = Sample.Packs(folder, "w2");
        await store.PutAsync(9, Sample.Failed());
        var size = Sample.Files(folder, ".pack").Sum(p => new FileInfo(p).Length);
        folder.Write("responses/draft.jsonl", Sample.Line(1) + Sample.Line(2, Sample.Failed()));
        using var committed = Sample.Committed(folder);

        Assert.Equal(new StoreStat("local", 2, 4, 1, size), store.Stat());
        Assert.Equal(new StoreStat("committed", 1, 2, 1, new FileInfo(folder["responses/draft.jsonl"]).Length), committed.Stat());
        Assert.Equal(new[] { 0, 1, 2, 9 }.Select(Sample.Key).Order(), store.Keys());
    }

    private async Task FillAsync(int count)
    {
        await using var store = Sample.Packs(folder);
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => store.PutAsync(i)));
    }
}
