using SynthTool.Shards;

namespace SynthTool.Tests.Shards;

public sealed class AVerifiedFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task IsIntactAfterItWasWritten()
    {
        var manifest = await WrittenAsync();
        await File.WriteAllBytesAsync(folder[Manifest.FileName], ManifestFormat.Write(manifest));
        await File.WriteAllTextAsync(folder[DatasetCard.FileName], "card");

        var verdict = Verify(manifest);

        Assert.Empty(verdict.Diagnostics);
        Assert.Equal((2, 2), (verdict.Shards, verdict.Intact));
    }

    [Fact]
    public async Task ReportsAMissingShard() => await Reports("SYNTH1211", "was not found", File.Delete);

    [Fact]
    public async Task ReportsAShardThatWasCut() => await Reports("SYNTH1212", "bytes, and", f =>
    {
        using var stream = new FileStream(f, FileMode.Open);
        stream.SetLength(stream.Length - 1);
    });

    [Fact]
    public async Task ReportsAShardOfTheSameSizeWithAnotherByte() => await Reports("SYNTH1212", "other bytes", f =>
    {
        var bytes = File.ReadAllBytes(f);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(f, bytes);
    });

    [Fact]
    public async Task ReportsAFolderWhereAShardBelongs() => await Reports("SYNTH1211", "was not found", f =>
    {
        File.Delete(f);
        Directory.CreateDirectory(f);
    });

    [Fact]
    public async Task ReportsRowsThatTheManifestCountsWrongly()
    {
        var manifest = await WrittenAsync();
        var output = manifest.Outputs[0];
        var split = output.Splits[0];
        var wrong = manifest with { Outputs = [output with { Splits = [split with { Files = [split.Files[0] with { Rows = 7 }] }, output.Splits[1]] }] };

        var found = Assert.Single(Verify(wrong).Diagnostics);

        Assert.Equal("SYNTH1213", found.Kind.Code);
        Assert.EndsWith("has 101 rows, and its manifest says 7", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportsAManifestThatListsAFileThatIsNoParquetFile()
    {
        var manifest = await WrittenAsync();
        await File.WriteAllTextAsync(folder["sft/x.parquet"], "hello, hello");
        var text = SynthTool.Store.ContentHash.Of("hello, hello");
        var output = manifest.Outputs[0];
        var wrong = manifest with { Outputs = [output with { Splits = [.. output.Splits, new ManifestSplit("x", [new ManifestFile("sft/x.parquet", 1, 12, text)])] }] };

        Assert.Equal("SYNTH0284", Assert.Single(Verify(wrong).Diagnostics).Kind.Code);
    }

    [Fact]
    public async Task WarnsOfFilesThatNobodyListsAndKeepsThem()
    {
        var manifest = await WrittenAsync();
        await File.WriteAllTextAsync(folder["notes.txt"], "mine");
        await File.WriteAllTextAsync(folder["sft/train-old.parquet"], "mine");

        var verdict = Verify(manifest);

        Assert.Equal(["out/d/notes.txt", "out/d/sft/train-old.parquet"], verdict.Diagnostics.Select(d => d.Place!.Path));
        Assert.All(verdict.Diagnostics, d => Assert.Equal("SYNTH1214", d.Kind.Code));
        Assert.True(File.Exists(folder["notes.txt"]));
        Assert.Equal(2, verdict.Intact);
    }

    public void Dispose() => folder.Dispose();



    private Task<Manifest> WrittenAsync() => WrittenDataset.OfHundred(1 << 20).ManifestAsync(folder.Absolute);

    private ShardVerdict Verify(Manifest manifest) => ShardVerify.Check(manifest, folder.Absolute, "out/d", default);

    private async Task Reports(string code, string what, Action<string> damage)
    {
        var manifest = await WrittenAsync();
        var file = manifest.Files.First();
        damage(folder[file.Path]);

        var verdict = Verify(manifest);

        var found = Assert.Single(verdict.Diagnostics);
        Assert.Equal(code, found.Kind.Code);
        Assert.Equal($"out/d/{file.Path}", found.Place!.Path);
        Assert.Contains(what, found.Message, StringComparison.Ordinal);
        Assert.Equal(1, verdict.Intact);
    }
}
