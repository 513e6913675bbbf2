using SynthTool.Formats;
using SynthTool.Formats.Parquet;
using SynthTool.Shards;
using SynthTool.Store;

namespace SynthTool.Tests.Shards;

public sealed class PlacedShards
{
    private static readonly ParquetColumns Columns = ParquetColumns.From([("id", Shape.String)]);

    [Fact]
    public void HoldWholePartitionsInOrder()
    {
        var shards = Place(4096, Partitions(200));

        Assert.Equal(Enumerable.Range(0, shards.Count), shards.Select(s => s.Order));
        Assert.Equal(Enumerable.Range(0, 200), shards.SelectMany(s => Enumerable.Range(s.FirstPartition, s.Partitions)));
        Assert.All(shards.SkipLast(1), s => Assert.InRange(s.Partitions * 256, 2048, 8191));
        Assert.Equal(200 * 100, shards.Sum(s => s.Rows));
    }

    [Fact]
    public void AreCalledByTheirRows() => Assert.All(Place(4096, Partitions(60)), s =>
        Assert.Equal($"sft/train-{s.Digest.Short()}.parquet", s.Path));

    [Fact]
    public void HaveNoFileForASplitThatHasNoRowThere()
    {
        var partitions = Partitions(200, i => i < 150 ? [Split("train", i)] : [Split("test", i), Split("train", i)]);

        var shards = Placement.Of("sft", Columns, 4096, ["train", "test"], partitions);

        Assert.Equal(partitions.Length * 100, shards.Where(s => s.Split == "train").Sum(s => s.Rows));
        Assert.All(shards.Where(s => s.Split == "test"), s => Assert.True(s.FirstPartition + s.Partitions > 150));
        Assert.Equal(0, shards.First(s => s.Split == "test").Order);
    }

    [Fact]
    public void IncludeOneFileForASplitWithoutRows()
    {
        var shards = Placement.Of("sft", Columns, 4096, ["train", "test"], Partitions(3, i => [Split("train", i)]));

        var empty = Assert.Single(shards, s => s.Split == "test");
        Assert.Equal((0, 0), (empty.Rows, empty.Partitions));
    }

    [Fact]
    public void AreRenamedWhenColumnsChangeOrRowsOrTheFirstKey()
    {
        var paths = new[]
        {
            Place(4096, Partitions(3)),
            Placement.Of("sft", ParquetColumns.From([("id", Shape.Integer)]), 4096, ["train"], Partitions(3)),
            Place(4096, Partitions(3, i => [Split("train", i == 1 ? 77 : i)])),
            Place(4096, [Partitions(1)[0] with { FirstKey = "other" }, .. Partitions(3).Skip(1)]),
        }.Select(s => s.Single().Path);

        Assert.Equal(4, paths.Distinct().Count());
    }

    [Fact]
    public void MayHoldSinglePartitionsWhenSoManyAreAskedFor() =>
        Assert.Equal(20, Place(1, Partitions(20)).Count);

    private static IReadOnlyList<ShardPlan> Place(int seedsPerShard, PlacedPartition[] partitions) =>
        Placement.Of("sft", Columns, seedsPerShard, ["train"], partitions);

    private static PlacedPartition[] Partitions(int count, Func<int, SplitRows[]>? splits = null) =>
        [.. Enumerable.Range(0, count).Select(i => new PlacedPartition($"key-{i}", 256, new Slice([.. splits?.Invoke(i) ?? [Split("train", i)]], [Shape.String])))];

    private static SplitRows Split(string name, int content) => new(name, 100, ContentHash.Of($"{content}"));
}
