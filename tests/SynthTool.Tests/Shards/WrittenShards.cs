using System.Security.Cryptography;
using SynthTool.Formats;
using SynthTool.Formats.Parquet;
using SynthTool.Shards;
using SynthTool.Tests.Formats.Parquet;

namespace SynthTool.Tests.Shards;

public sealed class WrittenShards : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task HoldTheRowsOfTheirRunsInOrder()
    {
        var dataset = WrittenDataset.OfHundred(seedsPerShard: 2048);

        await dataset.WriteAsync(folder.Absolute);

        Assert.True(dataset.Plans.Length > 10);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"[\"{i}/a\",{i}]").Append("[\"99/b\",99]"), Rows(dataset, "train"));
        Assert.Equal(Enumerable.Range(0, 99).Select(i => $"[\"{i}/b\",{i}]"), Rows(dataset, "test"));
    }

    [Fact]
    public async Task AreDescribedAsTheyLieOnTheDisk()
    {
        foreach (var shard in await WrittenDataset.OfHundred(4096).WriteAsync(folder.Absolute))
        {
            var bytes = await File.ReadAllBytesAsync(folder[shard.Plan.Path]);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), shard.Sha256.ToString());
            Assert.Equal(bytes.Length, shard.Bytes);
        }
    }

    [Fact]
    public async Task AreTheSameHoweverManyAreWrittenAtATime()
    {
        using var other = new TemporaryFolder();

        var one = await new WrittenDataset(WrittenDataset.Simple, Parts()) { Jobs = 1, SeedsPerShard = 512 }.WriteAsync(folder.Absolute);
        var four = await new WrittenDataset(WrittenDataset.Simple, Parts()) { Jobs = 4, SeedsPerShard = 512 }.WriteAsync(other.Absolute);

        Assert.Equal(one.AsEnumerable(), four);
        Assert.Equal(folder.Files(), other.Files());
    }

    [Fact]
    public async Task LeaveNothingElseInTheFolder()
    {
        var dataset = WrittenDataset.OfHundred(4096);

        await dataset.WriteAsync(folder.Absolute);

        Assert.Equal(dataset.Plans.Select(p => p.Path).Order(StringComparer.Ordinal), folder.Files());
    }

    [Fact]
    public async Task ReadEachPartitionOnceForAllSplits()
    {
        var dataset = WrittenDataset.OfHundred(4096);

        await dataset.WriteAsync(folder.Absolute);

        Assert.Equal(Enumerable.Range(0, 100), dataset.Read.Order());
    }

    [Fact]
    public async Task ReadOnlyThePartitionsThatAreAskedFor()
    {
        var dataset = WrittenDataset.OfHundred(2048);

        await dataset.WriteAsync(folder.Absolute, p => p is { Split: "test", Order: 1 });

        var plan = dataset.Plans.Single(p => p is { Split: "test", Order: 1 });
        Assert.Equal(Enumerable.Range(plan.FirstPartition, plan.Partitions), dataset.Read.Order());
        Assert.Equal([plan.Path], folder.Files());
    }

    [Fact]
    public async Task HaveAFileForASplitWithoutRows()
    {
        var dataset = new WrittenDataset(WrittenDataset.Simple, [TestRows.Row("a", """{"id":"a","n":1}""")]);

        await dataset.WriteAsync(folder.Absolute);

        Assert.Empty(Rows(dataset, "test"));
        Assert.Equal(["id", "n"], Describe(dataset.Plans[^1]).Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task NameTheRowWhoseValueDoesNotFit()
    {
        var declared = TestRows.Output(TestRows.Column("id"), TestRows.Column("n", Shape.Integer));
        var dataset = new WrittenDataset(declared, [TestRows.Row("a/1", """{"id":"a","n":1}"""), TestRows.Row("a/2", """{"id":"b","n":99999999999999999999}""")]);

        var failure = await Assert.ThrowsAsync<ShardFailure>(() => dataset.WriteAsync(folder.Absolute));

        Assert.Equal("SYNTH0281", failure.Found.Kind.Code);
        Assert.Equal("For row \"a/2\" of output \"sft\": column \"n\" takes whole numbers of 64 bits, and the row holds \"99999999999999999999\"", failure.Found.Message);
        Assert.Contains("json(…)", failure.Found.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Files(), f => f.Contains("train", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FailClearlyWhereNoFileCanBeWritten()
    {
        await File.WriteAllTextAsync(folder["sft"], "a file where the output's folder belongs");

        await Assert.ThrowsAsync<SynthTool.Files.FileFailure>(() => WrittenDataset.OfHundred(4096).WriteAsync(folder.Absolute));
    }

    public void Dispose() => folder.Dispose();

    private static SynthTool.Steps.Row[][] Parts() => [.. Enumerable.Range(0, 30).Select(i => new[] { TestRows.Row($"{i}", $$"""{"id":"{{i}}","n":[{{i}}]}""") })];

    private IEnumerable<string> Rows(WrittenDataset dataset, string split) => dataset.Plans
        .Where(p => p.Split == split).OrderBy(p => p.Order).SelectMany(p => WrittenFile.RowsOf(File.ReadAllBytes(folder[p.Path])));

    private ParquetFooter Describe(ShardPlan plan) => ParquetRows.Describe(new MemoryStream(File.ReadAllBytes(folder[plan.Path])));
}
