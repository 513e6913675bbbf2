using SynthTool.Diagnostics;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Store;

public sealed class ADamagedPack : IDisposable
{
    private const int Header = 16;

    private readonly TemporaryFolder folder = new(inMemory: true);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoseLastRecordIsTornAnywhereKeepsAllOthersInSilence(bool hasIndex)
    {
        var (pack, bytes, index) = await ThreeAnswersAsync();
        var lastStart = Header + ((bytes.Length - Header) / 3 * 2);
        for (var length = lastStart; length < bytes.Length; length++)
        {
            File.WriteAllBytes(pack, bytes[..length]);
            RestoreIndex(pack, hasIndex ? index : null);
            var findings = new Findings();
            await using var store = Sample.Packs(folder, "w2", findings);

            Assert.Equal("answer 1, answer 2, -", store.TextsOf(1, 2, 3));
            Assert.Empty(findings.ToSorted());
            Assert.Equal(0, store.IntegrityErrors);
        }
    }

    [Fact]
    public async Task WithATornEndIsLeftAloneByOthersAndItsAnswerIsTakenElsewhere()
    {
        var (pack, bytes, _) = await ThreeAnswersAsync();
        File.WriteAllBytes(pack, bytes[..^5]);
        await using (var store = Sample.Packs(folder, "w2"))
        {
            await store.PutAsync(3);
        }

        Assert.Equal(bytes[..^5], File.ReadAllBytes(pack));
        await using var later = Sample.Packs(folder, "w3");
        Assert.Equal("answer 1, answer 2, answer 3", later.TextsOf(1, 2, 3));
    }

    [Theory]
    [InlineData(true, 8192)]
    [InlineData(false, 8192)]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    public async Task WithAFlippedByteLosesThatRecordOnlyAndSaysWhere(bool hasIndex, int smallPackAnswers)
    {
        var (pack, bytes, index) = await ThreeAnswersAsync();
        var recordSize = (bytes.Length - Header) / 3;
        for (var at = Header + recordSize; at < Header + (2 * recordSize); at++)
        {
            foreach (var flip in (byte[])[0x01, 0x80, 0xFF])
            {
                var damaged = bytes.ToArray();
                damaged[at] ^= flip;
                File.WriteAllBytes(pack, damaged);
                RestoreIndex(pack, hasIndex ? index : null);
                var findings = new Findings();
                await using var store = Sample.Packs(folder, "w2", findings, s => s with { SmallPackAnswers = smallPackAnswers });

                Assert.Equal("answer 1, -, answer 3", store.TextsOf(1, 2, 3));
                Assert.Null(store.TextOf(2));
                var found = Assert.Single(findings.ToSorted());
                Assert.Equal("SYNTH0301", found.Kind.Code);
                Assert.Equal(".synth/responses/w1-0000.pack", found.Place?.Path);
                Assert.Contains($"byte {Header + recordSize} ", found.Message, StringComparison.Ordinal);
                Assert.Equal(1, store.IntegrityErrors);
            }
        }
    }

    [Fact]
    public async Task KeepsTheWarningWhenItsIndexIsMadeAgain()
    {
        var (pack, bytes, _) = await ThreeAnswersAsync();
        bytes[Header + 60] ^= 1;
        File.WriteAllBytes(pack, bytes);
        RestoreIndex(pack, null);
        for (var i = 0; i < 3; i++)
        {
            var findings = new Findings();
            await using var store = Sample.Packs(folder, "w2", findings, s => s with { SmallPackAnswers = 0 });

            Assert.Null(store.TextOf(1));
            Assert.Equal(["SYNTH0301"], findings.Codes());
        }

        Assert.Single(Sample.Files(folder, ".idx"));
    }

    [Fact]
    public async Task HidesNoRecordBehindAWrongLength()
    {
        var (pack, bytes, _) = await ThreeAnswersAsync();
        byte[][] lengths = [[0, 0, 0, 0], [255, 255, 255, 255], [0, 0, 0, 1], [5, 0, 0, 0], [1, 0, 0, 0]];
        foreach (var length in lengths)
        {
            var damaged = bytes.ToArray();
            length.CopyTo(damaged, Header);
            File.WriteAllBytes(pack, damaged);
            RestoreIndex(pack, null);
            await using var store = Sample.Packs(folder, "w2");

            Assert.Equal("-, answer 2, answer 3", store.TextsOf(1, 2, 3));
        }
    }

    [Fact]
    public async Task IsReportedWhenItIsNoPackAndRefusedWhenItIsNewer()
    {
        var (pack, bytes, _) = await ThreeAnswersAsync();
        var foreign = bytes.ToArray();
        foreign[0] = (byte)'X';
        File.WriteAllBytes(pack, foreign);
        var findings = new Findings();
        await using (var store = Sample.Packs(folder, "w2", findings))
        {
            Assert.Null(store.TextOf(1));
            Assert.Equal(1, store.IntegrityErrors);
        }

        Assert.Equal(["SYNTH0302"], findings.Codes());
        bytes[8] = 2;
        File.WriteAllBytes(pack, bytes);
        findings = new Findings();
        await using (var store = Sample.Packs(folder, "w2", findings))
        {
            Assert.True(findings.HasErrors);
        }

        Assert.Equal(["SYNTH0303"], findings.Codes());
    }

    [Fact]
    public async Task ThatIsRemovedTakesItsAnswersAndNothingElse()
    {
        var (pack, _, _) = await ThreeAnswersAsync();
        await using (var store = Sample.Packs(folder, "w2"))
        {
            await store.PutAsync(4);
        }

        File.Delete(pack);
        var findings = new Findings();
        await using var later = Sample.Packs(folder, "w3", findings);
        Assert.Equal("-, answer 4", later.TextsOf(1, 4));
        Assert.Empty(findings.ToSorted());
    }

    [Fact]
    public async Task ThatVanishesOrIsCutWhileItIsOpenIsAMiss()
    {
        var (pack, bytes, _) = await ThreeAnswersAsync();
        var findings = new Findings();
        await using var store = Sample.Packs(folder, "w2", findings, s => s with { SmallPackAnswers = 0 });
        Assert.Equal("answer 3", store.TextOf(3));
        using (var file = new FileStream(pack, FileMode.Open))
        {
            file.SetLength(Header + ((bytes.Length - Header) / 3));
        }

        Assert.Equal("answer 1, -, -", store.TextsOf(1, 2, 3));
        Assert.Equal(2, store.IntegrityErrors);
    }

    [Fact]
    public async Task IsNotTrickedByAnAnswerThatLooksLikeARecord()
    {
        var (pack, bytes, _) = await ThreeAnswersAsync();
        var forged = new string([.. bytes[Header..(Header + 20)].Select(b => (char)b)]);
        await using (var store = Sample.Packs(folder, "w2"))
        {
            await store.PutAsync(7, new Answer(forged));
            await store.PutAsync(8);
        }

        var second = Sample.Files(folder, ".pack")[1];
        var damaged = File.ReadAllBytes(second);
        damaged[Header + 5] ^= 1;
        File.WriteAllBytes(second, damaged);
        RestoreIndex(second, null);
        await using var later = Sample.Packs(folder, "w3");
        Assert.Equal("answer 1, -, answer 8", later.TextsOf(1, 7, 8));
    }

    private async Task<(string Path, byte[] Bytes, byte[] Index)> ThreeAnswersAsync()
    {
        await using (var store = Sample.Packs(folder))
        {
            await store.PutAsync(1);
            await store.PutAsync(2);
            await store.PutAsync(3);
        }

        var pack = Assert.Single(Sample.Files(folder, ".pack"));
        return (pack, File.ReadAllBytes(pack), File.ReadAllBytes(Path.ChangeExtension(pack, ".idx")));
    }

    private static void RestoreIndex(string pack, byte[]? index)
    {
        File.Delete(Path.ChangeExtension(pack, ".idx"));
        if (index is not null)
        {
            File.WriteAllBytes(Path.ChangeExtension(pack, ".idx"), index);
        }
    }
}
