using System.Runtime.InteropServices;
using SynthTool.Formats;
using SynthTool.Formats.Parquet;
using SynthTool.Seeds;
using SynthTool.Shards;
using SynthTool.Store;
using Xunit.Abstractions;

namespace SynthTool.Tests.Shards;

/// <summary>The promise about shards: one inserted, edited or deleted seed rewrites one or two of them.</summary>
public sealed class AThousandRandomEdits(ITestOutputHelper output)
{
    private const int Edits = 1_000;
    private const int SeedsPerShard = 4096;
    private static readonly ParquetColumns Columns = ParquetColumns.From([("id", Shape.String)]);

    [Fact]
    public void RewriteFewShards()
    {
        const int random = 1;
        var dice = new Random(random);
        var seeds = Enumerable.Range(0, 55 * SeedsPerShard).Select(i => TestSeed.Of($"seed-{random}-{i}")).ToList();
        var before = Place(seeds);
        Assert.True(before.Count >= 50, $"{before.Count} shards");

        var rewritten = new List<int>();
        for (var edit = 0; edit < Edits; edit++)
        {
            var at = dice.Next(seeds.Count);
            switch (edit % 3)
            {
                case 0:
                    seeds.Insert(at, TestSeed.Of($"new-{random}-{edit}"));
                    break;
                case 1:
                    seeds[at] = seeds[at] with { Content = (ulong)edit };
                    break;
                default:
                    seeds.RemoveAt(at);
                    break;
            }

            var after = Place(seeds);
            rewritten.Add(after.Count(path => !before.Contains(path)));
            before = after;
        }

        rewritten.Sort();
        var mean = rewritten.Average();
        output.WriteLine(FormattableString.Invariant(
            $"{before.Count} shards, {Edits} edits: shards rewritten mean {mean:f4}, 99th percentile {rewritten[(Edits * 99 / 100) - 1]}, most {rewritten[^1]}"));
        Assert.True(mean <= 1.1);
        Assert.True(rewritten[(Edits * 99 / 100) - 1] <= 2);
        Assert.True(rewritten[^1] <= 4);
    }

    private static HashSet<string> Place(List<TestSeed> list)
    {
        ReadOnlySpan<TestSeed> seeds = CollectionsMarshal.AsSpan(list);
        var boundary = new Boundary(256);
        var partitions = new List<PlacedPartition>();
        var first = 0;
        var content = 0UL;
        for (var i = 0; i < seeds.Length; i++)
        {
            ref readonly var seed = ref seeds[i];
            if (i > first && boundary.Begins(seed.Hash, i - first))
            {
                partitions.Add(Partition(seeds[first].Key, i - first, content));
                (first, content) = (i, 0);
            }

            content = (content ^ seed.Hash ^ seed.Content) * 0x9E3779B97F4A7C15;
        }

        partitions.Add(Partition(seeds[first].Key, seeds.Length - first, content));
        return [.. Placement.Of("sft", Columns, SeedsPerShard, ["train"], partitions).Select(s => s.Path)];
    }

    private static PlacedPartition Partition(string key, int seeds, ulong content) =>
        new(key, seeds, new Slice([new SplitRows("train", seeds, new ContentHash(content, 0, 0, 0))], [Shape.String]));

    private readonly record struct TestSeed(string Key, ulong Hash, ulong Content)
    {
        public static TestSeed Of(string key) => new(key, Boundary.HashOf(key, cut: 1), ulong.MaxValue);
    }
}
