using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AVerification
{
    [Fact]
    public async Task FindsNothingInWhatWasBuilt()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        var verified = await VerifyAsync(dataset);

        Assert.Empty(verified.Diagnostics);
        Assert.Equal((dataset.Shards().Count, dataset.Shards().Count, dataset.Read("responses/reply.jsonl").Count(c => c == '\n')), (verified.Shards, verified.ShardsIntact, verified.Responses));
    }

    [Fact]
    public async Task FindsAShardWhoseBytesWereEdited()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var path = dataset.Shards().Keys.First();
        var bytes = File.ReadAllBytes(dataset.InRoot(path));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(dataset.InRoot(path), bytes);

        var verified = await VerifyAsync(dataset);

        var found = Assert.Single(verified.Diagnostics);
        Assert.True(found.IsError);
        Assert.Equal(path, found.Place!.Path);
        Assert.Equal(verified.Shards - 1, verified.ShardsIntact);
    }

    [Fact]
    public async Task FindsALockThatBelongsToOtherShards()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.LockText;
        await dataset.Edit("s-003", "other").BuiltAsync();
        dataset.Write("set.synth.lock", before);

        var verified = await VerifyAsync(dataset);

        Assert.Contains("SYNTH1313", verified.Diagnostics.Select(d => d.Kind.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FindsALockWhosePartitionsWereEdited(bool withCache)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var line = dataset.LockText.Split('\n').Last(l => l.StartsWith("partition ", StringComparison.Ordinal));
        dataset.Replace("set.synth.lock", line, line[..^4] + (line.EndsWith("0000", StringComparison.Ordinal) ? "1111" : "0000"));
        if (!withCache)
        {
            dataset.Remove(".synth/cache");
        }

        var verified = await VerifyAsync(dataset);

        var found = Assert.Single(verified.Diagnostics);
        Assert.Equal(("SYNTH1317", "data/set.synth.lock"), (found.Kind.Code, found.Place!.Path));
        await dataset.BuiltAsync(o => o with { Spending = Spending.Never });
        Assert.Empty((await VerifyAsync(dataset)).Diagnostics);
    }

    [Fact]
    public async Task ComparesNoPartitionsWithTheLockOfADatasetThatWasEdited()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        Assert.Empty((await VerifyAsync(dataset.Edit("s-003", "new").Redefine("reply.score >= 0.1", "reply.score >= 0.2"))).Diagnostics);
    }

    [Fact]
    public async Task FindsADamagedAnswer()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        dataset.Replace("responses/reply.jsonl", "{\"finish\"", "{\"finish").Remove(".synth/responses");

        var verified = await VerifyAsync(dataset);

        Assert.Contains("SYNTH1307", verified.Diagnostics.Select(d => d.Kind.Code));
        Assert.Contains(verified.Diagnostics, d => d.Place?.Path == "data/responses/reply.jsonl");
    }

    [Fact]
    public async Task SaysWhenNothingIsBuilt()
    {
        using var dataset = TestDataset.Of(3);

        Assert.Equal(["SYNTH1311"], (await VerifyAsync(dataset)).Diagnostics.Select(d => d.Kind.Code));
    }

    private static Task<VerifyOutcome> VerifyAsync(TestDataset dataset) => DatasetVerify.RunAsync(dataset.Workspace(), dataset.Definition, 2, CancellationToken.None);
}
