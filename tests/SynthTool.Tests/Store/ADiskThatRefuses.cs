using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;
using SynthTool.Testing;
using Xunit.Abstractions;

namespace SynthTool.Tests.Store;

public sealed class ADiskThatRefuses(ITestOutputHelper output)
{
    [Fact]
    public async Task BecauseItIsFullFailsTheAnswerAndKeepsAllEarlierOnes()
    {
        using var disk = SmallDisk.TryMount("size=1m", out var why);
        if (disk is null)
        {
            output.WriteLine($"not run: {why}");
            return;
        }

        var stored = 0;
        await using (var store = Open(disk))
        {
            var failure = await Assert.ThrowsAsync<FileFailure>(async () =>
            {
                for (; stored < 10_000; stored++)
                {
                    await store.PutAsync(stored, new Answer(new string('x', 3000)));
                }
            });
            Assert.Equal("SYNTH0107", failure.Kind.Code);
            Assert.InRange(stored, 100, 400);
            await Assert.ThrowsAsync<FileFailure>(() => store.PutAsync(stored, new Answer(new string('x', 3000))));
            Assert.Null(store.TextOf(stored));
        }

        var findings = new Findings();
        await using (var later = Open(disk, "w2", findings))
        {
            Assert.All(Enumerable.Range(0, stored), i => Assert.Equal(3000, later.TextOf(i)?.Length));
            Assert.Null(later.TextOf(stored));
            Assert.Empty(findings.ToSorted());
        }

        Assert.DoesNotContain(Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories), p => p.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BecauseItIsReadOnlyStillAnswers()
    {
        using var disk = SmallDisk.TryMount("size=1m", out var why);
        if (disk is null)
        {
            output.WriteLine($"not run: {why}");
            return;
        }

        await using (var store = Open(disk))
        {
            await store.PutAsync(1);
        }

        Array.ForEach(Directory.GetFiles(disk.Path, "*.idx", SearchOption.AllDirectories), File.Delete);
        Assert.True(disk.MakeReadOnly());
        await using var later = Open(disk, "w2");
        Assert.Equal("answer 1", later.TextOf(1));
        var failure = await Assert.ThrowsAsync<FileFailure>(() => later.PutAsync(2));
        Assert.Equal("SYNTH0108", failure.Kind.Code);
        Assert.Equal("answer 1, -", later.TextsOf(1, 2));
    }

    [Fact]
    public async Task BecauseAFileStandsInTheFoldersPlaceIsAFailureNotACrash()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".synth", "a file");
        await using var store = Sample.Packs(folder);

        Assert.Null(store.TextOf(1));
        await Assert.ThrowsAsync<FileFailure>(() => store.PutAsync(1));
    }

    private static PackStore Open(SmallDisk disk, string writer = "w1", Findings? findings = null) => PackStore.Open(
        RepositoryRoot.Find(disk.Path),
        new PackSettings(Path.Combine(disk.Path, ".synth/responses"), writer, "the test"),
        findings ?? new Findings());
}
