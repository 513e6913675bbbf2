using SynthTool.Diagnostics;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class AnIndexOfAPack : IDisposable
{
    private readonly TemporaryFolder folder = new(inMemory: true);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(8192)]
    public async Task IsNotBelievedWhenAnyByteOfItIsWrong(int smallPackAnswers)
    {
        await PutAsync("w1", 1, 20);
        var path = Assert.Single(Sample.Files(folder, ".idx"));
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length; at += 3)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            await AllAreFoundAsync(smallPackAnswers, 20);
        }

        for (var length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(path, bytes[..length]);
            await AllAreFoundAsync(smallPackAnswers, 20);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8192)]
    public async Task IsMadeAgainWhenItIsRemovedOrAnothersOrOlderThanThePack(int smallPackAnswers)
    {
        await PutAsync("w1", 1, 10);
        await PutAsync("w2", 11, 20);
        var paths = Sample.Files(folder, ".idx");

        File.Copy(paths[0], paths[1], overwrite: true);
        await AllAreFoundAsync(smallPackAnswers, 20);
        Array.ForEach(Sample.Files(folder, ".idx"), File.Delete);
        await AllAreFoundAsync(smallPackAnswers, 20);

        // A pack that has grown since its index was written: the rest is read from the pack.
        var (pack, other) = (Sample.Files(folder, ".pack")[0], Sample.Files(folder, ".pack")[1]);
        await AllAreFoundAsync(0, 20);
        File.AppendAllBytes(pack, File.ReadAllBytes(other)[16..]);
        File.Delete(other);
        await AllAreFoundAsync(smallPackAnswers, 20);
    }

    [Fact]
    public async Task WithoutItsPackIsPassedOver()
    {
        await PutAsync("w1", 1, 10);
        await PutAsync("w2", 11, 20);
        File.Delete(Sample.Files(folder, ".pack")[1]);
        await AllAreFoundAsync(0, 10);
    }

    private async Task PutAsync(string writer, int from, int to)
    {
        await using var store = Sample.Packs(folder, writer);
        for (var i = from; i <= to; i++)
        {
            await store.PutAsync(i);
        }
    }

    private async Task AllAreFoundAsync(int smallPackAnswers, int count)
    {
        var findings = new Findings();
        await using var store = Sample.Packs(folder, "reader", findings, s => s with { SmallPackAnswers = smallPackAnswers });
        for (var i = 1; i <= count; i++)
        {
            Assert.Equal(Sample.Answer(i).Text, store.TextOf(i));
        }

        Assert.Null(store.TextOf(count + 1));
        Assert.Empty(findings.ToSorted());
    }
}
