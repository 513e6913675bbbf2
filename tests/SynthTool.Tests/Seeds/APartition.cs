using System.Text;
using CsCheck;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class APartition : IDisposable
{
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void IsCutByItsKeysAlone()
    {
        var boundary = new Boundary(256);
        var keys = Enumerable.Range(0, 5000).Select(i => $"k{i}").ToList();
        var expected = new List<string>();
        var length = 0;
        foreach (var key in keys)
        {
            if (length == 0 || boundary.Begins(Boundary.HashOf(key, cut: 1), length))
            {
                expected.Add(key);
                length = 0;
            }

            length++;
        }

        var set = folder.With("a.jsonl", Lines(keys)).Scan(SeedFolder.Source("a.jsonl", "id"));

        Assert.Equal(expected, set.Partitions.Select(p => p.FirstKey));
        Assert.Equal(5000, set.Partitions.Sum(p => p.Count));
        Assert.Equal(Enumerable.Range(0, set.Partitions.Length), set.Partitions.Select(p => p.Index));
    }

    [Fact]
    public void GivesTheSeedsThatWereScanned()
    {
        var keys = Enumerable.Range(0, 3000).Select(i => $"k{i}").ToList();

        var set = folder.With("a.jsonl", Lines(keys)).Scan(SeedFolder.Source("a.jsonl", "id"));

        Assert.Equal(keys, set.Keys());
        Assert.All(set.Partitions, p => Assert.Equal(p.FirstKey, set.Read(p)[0].Key));
    }

    [Fact]
    public void CanBeReadByManyThreadsAtOnce()
    {
        var set = folder.With("a.jsonl", Lines(Enumerable.Range(0, 3000).Select(i => $"k{i}"))).Scan(SeedFolder.Source("a.jsonl", "id"));
        var expected = set.Partitions.Select(p => set.Read(p)[^1].Key).ToList();

        Parallel.For(0, 200, i => Assert.Equal(expected[i % expected.Count], set.Read(set.Partitions[i % expected.Count])[^1].Key));
    }

    [Fact]
    public void ReadsOnlyItsOwnPartOfTheFile()
    {
        var set = folder.With("a.jsonl", Lines(Enumerable.Range(0, 3000).Select(i => $"k{i}"))).Scan(SeedFolder.Source("a.jsonl", "id"));
        var bytes = File.ReadAllBytes(folder.PathOf("a.jsonl"));
        bytes.AsSpan(bytes.Length / 2).Fill((byte)'x');
        File.WriteAllBytes(folder.PathOf("a.jsonl"), bytes);

        Assert.Equal("k0", set.Read(set.Partitions[0])[0].Key);
        Assert.Equal("SYNTH0610", Assert.Throws<SeedsChanged>(() => set.Read(set.Partitions[^1])).Found.Kind.Code);
    }

    [Theory]
    [InlineData("{\"id\":\"k1\",\"n\":2}")]
    [InlineData("{\"id\":\"k2\",\"n\":1}")]
    [InlineData("[\"id\",\"k1\",\"n\",1]")]
    [InlineData("")]
    public void WhoseFileChangedIsRefused(string now)
    {
        var set = folder.With("a.jsonl", "{\"id\":\"k1\",\"n\":1}\n").Scan(SeedFolder.Source("a.jsonl", "id"));
        folder.With("a.jsonl", now);

        var error = Assert.Throws<SeedsChanged>(() => set.Read(set.Partitions[0]));

        Assert.Equal("a.jsonl", error.Found.Place!.Path);
    }

    [Fact]
    public void DoesNotKnowWhereItsSeedsLie()
    {
        var keys = Enumerable.Range(0, 2000).Select(i => $"k{i}").ToList();
        var before = folder.With("a.jsonl", Lines(keys)).Scan(SeedFolder.Source("*.jsonl *.json", "id"));
        File.Delete(folder.PathOf("a.jsonl"));
        folder.With("0.jsonl", Lines(keys.Take(700)).Replace("\n", "\r\n\r\n", StringComparison.Ordinal)).With("1.json", $"[{string.Join(",\n", keys.Skip(700).Take(700).Select(Line))}]").With("2.jsonl", Lines(keys.Skip(1400)));
        var after = folder.Scan(SeedFolder.Source("*.jsonl *.json", "id"));

        Assert.Empty(after.Findings);
        Assert.Equal(before.Partitions.AsEnumerable(), after.Partitions);
        Assert.Equal(before.OrderDigest, after.OrderDigest);
        Assert.Equal(before.Inputs[0].Digest, after.Inputs[0].Digest);
    }

    [Fact]
    public void ChangesWithKeyContentAndGroupOnly()
    {
        var source = SeedFolder.Source("a.jsonl", "id") with { Group = [SeedFolder.At("g")] };
        var options = new SeedScanOptions { FieldsUsed = new HashSet<string> { "n" } };
        SynthTool.Store.ContentHash Digest(string record) => folder.With("a.jsonl", record).Scan(options, source).Partitions[0].Digest;

        var digest = Digest("{\"id\":1,\"g\":1,\"n\":1,\"unused\":1}");

        Assert.Equal(digest, Digest("{\"n\":1.0,\"g\":1,\n\"id\":1}".Replace("\n", " ", StringComparison.Ordinal)));
        Assert.NotEqual(digest, Digest("{\"id\":2,\"g\":1,\"n\":1}"));
        Assert.NotEqual(digest, Digest("{\"id\":1,\"g\":2,\"n\":1}"));
        Assert.NotEqual(digest, Digest("{\"id\":1,\"g\":1,\"n\":2}"));
    }

    [Fact]
    public void IsTheSameForAnyNumberOfThreads()
    {
        var record = Gen.Select(Gen.Int[0, 400], Gen.OneOf("", "\"x\":1,", "\"y\":[{\"z\":1.5}],", "\"y\":null,")).Select(r => $"{{{r.Item2}\"id\":{r.Item1}}}");
        var line = Gen.Frequency((20, record), (1, Gen.OneOf("", "broken", "[]", "{\"id\":null}")));
        Gen.Select(line.Array[0, 300], Gen.Int[1, 3]).Sample(
            (lines, copies) =>
            {
                folder.With("a.jsonl", string.Join('\n', lines)).With("b.jsonl", string.Concat(Enumerable.Repeat(string.Join('\n', lines) + new string(' ', 100_000) + "\n", copies)));
                foreach (var key in new[] { Array.Empty<string>(), ["id"] })
                {
                    var one = folder.Scan(new SeedScanOptions { Jobs = 1, PartitionTarget = 8 }, SeedFolder.Source("*.jsonl", key));
                    var two = folder.Scan(new SeedScanOptions { Jobs = 2, PartitionTarget = 8 }, SeedFolder.Source("*.jsonl", key));
                    Assert.Equal(one.Told(), two.Told());
                }
            },
            iter: 15, threads: 1);
    }

    private static string Line(string key) => $"{{\"id\":\"{key}\",\"n\":1}}";

    private static string Lines(IEnumerable<string> keys) => keys.Aggregate(new StringBuilder(), (text, key) => text.Append(Line(key)).Append('\n')).ToString();
}
