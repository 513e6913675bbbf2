using SynthTool.Diagnostics;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

/// <summary>One that is large enough to be mapped.</summary>
public sealed class ALargePack : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ServesManyThreadsWhileItsMemoryIsGivenBack()
    {
        await FillAsync();
        var findings = new Findings();
        await using var store = Sample.Packs(folder, "w2", findings, s => s with { SmallPackAnswers = 0 });

        // Three times the bytes after which maps are renewed.
        Parallel.For(0, 1600, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Assert.True(i % 20 == 0 ? Large(i % 8) == store.TextOf(i % 8) : store.Contains(Sample.Key(i % 8))));
        Assert.Null(store.TextOf(8));
        Assert.Empty(findings.ToSorted());
    }

    [Fact]
    public async Task WithAFlippedByteLosesThatRecordOnly()
    {
        await FillAsync();
        var pack = Assert.Single(Sample.Files(folder, ".pack"));
        var bytes = File.ReadAllBytes(pack);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(pack, bytes);
        await using var store = Sample.Packs(folder, "w2", change: s => s with { SmallPackAnswers = 0 });

        Assert.Single(Enumerable.Range(0, 8), i => store.TextOf(i) is null);
        Assert.Equal(1, store.IntegrityErrors);
    }

    private async Task FillAsync()
    {
        await using var store = Sample.Packs(folder);
        for (var i = 0; i < 8; i++)
        {
            await store.PutAsync(i, new Answer(Large(i)));
        }
    }

    private static string Large(int number) => new((char)('a' + number), 260_000 + number);
}
