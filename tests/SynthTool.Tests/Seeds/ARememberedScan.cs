using CsCheck;
using SynthTool.Definition;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class ARememberedScan : IDisposable
{
    private static readonly SeedScanOptions Small = new() { PartitionTarget = 8 };
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TakesOverEveryPartitionOfUnchangedFiles()
    {
        folder.With("a.jsonl", Lines(0, 500));
        var source = SeedFolder.Source("*.jsonl", "id");
        ScanCache.Save(folder.CachePath, folder.Scan(Small, source));

        var again = Rescan(Small, source);

        Assert.True(again.Partitions.Length > 30);
        Assert.All(again.Index.Entries, e => Assert.Equal(e.Partition.Index, e.TakenFrom));
    }

    [Theory]
    [InlineData("{\"id\":\"k250\",\"n\":250}\n", "{\"id\":\"k250\",\"n\":-1}\n")]
    [InlineData("{\"id\":\"k250\",\"n\":250}\n", "{\"id\":\"k250\",\"n\":250, \"longer\": true}\n")]
    [InlineData("{\"id\":\"k250\",\"n\":250}\n", "\n\n\n{\"id\":\"k250\",\"n\":250}\r\n")]
    [InlineData("{\"id\":\"k250\",\"n\":250}\n", "{\"id\":\"new\"}\n{\"id\":\"k250\",\"n\":250}\n")]
    [InlineData("{\"id\":\"k250\",\"n\":250}\n", "")]
    public void ParsesLittleElseThanWhatWasEdited(string was, string now)
    {
        folder.With("a.jsonl", Lines(0, 500));
        var source = SeedFolder.Source("*.jsonl", "id");
        ScanCache.Save(folder.CachePath, folder.Scan(Small, source));
        folder.With("a.jsonl", Lines(0, 500).Replace(was, now, StringComparison.Ordinal));

        var again = Rescan(Small, source);

        Assert.Equal(folder.Scan(Small, source).Told(), again.Told());
        Assert.InRange(again.Index.Entries.Count(e => e.TakenFrom < 0), 0, 5);
    }

    [Theory]
    [InlineData("k499")]
    [InlineData("k3")]
    public void NoticesThatANewKeyIsTaken(string key)
    {
        folder.With("a.jsonl", Lines(0, 500));
        var source = SeedFolder.Source("*.jsonl", "id");
        ScanCache.Save(folder.CachePath, folder.Scan(Small, source));
        folder.With("a.jsonl", Lines(0, 500).Replace("\"k250\"", $"\"{key}\"", StringComparison.Ordinal));

        var again = Rescan(Small, source);

        Assert.Equal(["SYNTH0606"], again.Findings.Select(f => f.Kind.Code));
        Assert.Equal(folder.Scan(Small, source).Told(), again.Told());
    }

    [Theory]
    [InlineData("a.jsonl", "{\"id\":1}\n{\"id\":2}", "x")]
    [InlineData("a.jsonl", "{\"id\":1}\n{\"id\":2}\n", "{\"id\":1}")]
    [InlineData("a.json", "[{\"id\":1}]", ",")]
    [InlineData("a.csv", "id\n1\n2", "2")]
    [InlineData("a.csv", "id\n1\n2", "\"")]
    [InlineData("a.md", "id", "!")]
    [InlineData("a.txt", "id", "!")]
    [InlineData("a.tsv", "id\tn\n1\t2", "\t")]
    public void NoticesWhatIsAppendedToTheLastLine(string name, string text, string appended)
    {
        var source = SeedFolder.Source(name, name is "a.md" or "a.txt" ? [] : ["id"]);
        ScanCache.Save(folder.CachePath, folder.With(name, text).Scan(Small, source));
        folder.With(name, text + appended);

        Assert.Equal(folder.Scan(Small, source).Told(), Rescan(Small, source).Told());
    }

    [Fact]
    public void NoticesRecordsBehindTheLastSeed()
    {
        var source = SeedFolder.Source("*.jsonl", "id") with { Where = SeedFolder.Where("seed.id < 50") };
        ScanCache.Save(folder.CachePath, folder.With("a.jsonl", Numbers(0, 50)).Scan(Small, source));
        folder.With("b.jsonl", "{\"id\":99,\"more\":true}\n");

        var again = Rescan(Small, source);

        Assert.Contains("more", again.Shape.ToText(), StringComparison.Ordinal);
        Assert.Equal(folder.Scan(Small, source).Told(), again.Told());
        ScanCache.Save(folder.CachePath, again);
        folder.With("b.jsonl", "{\"id\":99,\"less\":true}\n");
        Assert.Contains("less", Rescan(Small, source).Shape.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void EqualsAScanWithoutItWhateverWasEdited()
    {
        // Few different records, so that duplicates come and go; many edits, so that files begin and end everywhere.
        var edits = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 260]).Array[1, 4].Array[1, 5];
        var kind = Gen.Select(Gen.OneOf(Kind.Keyed, Kind.Keyless, Kind.Chosen, Kind.Limited, Kind.Csv, Kind.Tsv, Kind.Documents, Kind.Sections, Kind.Paragraphs, Kind.Words, Kind.Json, Kind.Yaml, Kind.Packed, Kind.PackedCsv, Kind.PackedYaml, Kind.Columns, Kind.TwoSources, Kind.Parquet, Kind.Taxonomy), Gen.Int[1, 2]);
        Gen.Select(kind, Gen.Int[0, 150], edits).Sample(
            (how, size, rounds) =>
            {
                using var one = new SeedFolder();
                var files = new EditedFiles(one, how.Item1, size);
                var options = Small with { Jobs = how.Item2 };
                foreach (var round in rounds)
                {
                    files.Write();
                    using (var previous = ScanCache.TryOpen(one.CachePath))
                    {
                        var plain = one.Scan(options, files.Sources);
                        var again = one.Scan(options with { Previous = previous }, files.Sources);
                        Assert.Equal(plain.Told(), again.Told());
                        Assert.Equal(Contents(plain), Contents(again));
                        ScanCache.Save(one.CachePath, again);
                    }

                    Array.ForEach(round, e => files.Edit(e.Item1, e.Item2, e.Item3, e.Item4));
                }
            },
            iter: 70, threads: 1);
    }

    [Fact]
    public void TrustsAStampThatIsOldEnough()
    {
        folder.With("a.md", "one").With("b.md", "two");
        var source = SeedFolder.Source("*.md");
        ScanCache.Save(folder.CachePath, folder.Scan(new SeedScanOptions { Time = new Later() }, source));

        using var previous = ScanCache.TryOpen(folder.CachePath);

        Assert.All(folder.Scan(source).Index.Files, f => Assert.NotEqual(-1, previous!.UntouchedIndexOf(f)));
    }

    [Fact]
    public void DistrustsAStampThatIsTooYoung()
    {
        folder.With("a.md", "one");
        var source = SeedFolder.Source("*.md");
        ScanCache.Save(folder.CachePath, folder.Scan(source));

        using var previous = ScanCache.TryOpen(folder.CachePath);

        Assert.All(folder.Scan(source).Index.Files, f => Assert.Equal(-1, previous!.UntouchedIndexOf(f)));
    }

    [Fact]
    public void OfAnotherDefinitionIsNotUsed()
    {
        folder.With("a.jsonl", Lines(0, 100));
        var source = SeedFolder.Source("*.jsonl", "id");
        ScanCache.Save(folder.CachePath, folder.Scan(Small, source));

        Assert.All(
            new[]
            {
                Rescan(Small with { FieldsUsed = new HashSet<string> { "id" } }, source),
                Rescan(Small, SeedFolder.Source("*.jsonl", "n")),
                Rescan(Small, source with { Limit = 1000 }),
                Rescan(Small, source with { Where = SeedFolder.Where("seed.n >= 0") }),
                Rescan(Small, source with { Group = [SeedFolder.At("n")] }),
            },
            s => Assert.All(s.Index.Entries, e => Assert.Equal(-1, e.TakenFrom)));
    }

    [Fact]
    public void OfAnErrorIsNotKept()
    {
        folder.With("a.jsonl", "broken");

        ScanCache.Save(folder.CachePath, folder.Scan(SeedFolder.Source("a.jsonl")));

        Assert.False(File.Exists(folder.CachePath));
    }

    [Fact]
    public void ThatIsDamagedCountsAsMissing()
    {
        folder.With("a.jsonl", Lines(0, 60));
        var source = SeedFolder.Source("*.jsonl", "id");
        ScanCache.Save(folder.CachePath, folder.Scan(Small, source));
        var good = File.ReadAllBytes(folder.CachePath);
        var expected = folder.Scan(Small, source).Told();

        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Bool).Sample(
            (at, value, isCut) =>
            {
                var bad = isCut ? good[..at] : [.. good];
                if (!isCut)
                {
                    bad[at] = value;
                }

                File.WriteAllBytes(folder.CachePath, bad);
                Assert.Equal(expected, Rescan(Small, source).Told());
            },
            iter: 300, threads: 1);
    }

    [Fact]
    public void ThatIsMissingCostsOnlyTime() => Assert.Null(ScanCache.TryOpen(folder.PathOf("nowhere/seeds.scan")));

    private static List<string> Contents(SeedSet set) => set.HasErrors ? [] : [.. set.All().Select(s => $"{s.Key} {s.Group} {s.Value}")];

    private static string Lines(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i => $"{{\"id\":\"k{i}\",\"n\":{i}}}\n"));

    private static string Numbers(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i => $"{{\"id\":{i}}}\n"));

    private SeedSet Rescan(SeedScanOptions options, params SourceDefinition[] sources)
    {
        using var previous = ScanCache.TryOpen(folder.CachePath);
        return folder.Scan(options with { Previous = previous }, sources);
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(1);
    }
}
