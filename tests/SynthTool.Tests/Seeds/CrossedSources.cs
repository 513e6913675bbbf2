using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using SynthTool.Definition;
using SynthTool.Formats.Records;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class CrossedSources : IDisposable
{
    private static readonly SeedScanOptions Small = new() { PartitionTarget = 8 };
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void GiveEveryCombinationTheFirstSourceSlowest()
    {
        folder.With("a.jsonl", "{\"id\":\"ada\",\"age\":36}\n{\"age\":41,\"id\":\"b/ob\"}\n").With("t.csv", "name,n\nmaths,1\ntea,\n");

        var seeds = Scan(Small, Named("zoe", "a.jsonl", "id"), Named("topics", "t.csv", "name"));

        Assert.Equal(["ada,maths", "ada,tea", "b%2Fob,maths", "b%2Fob,tea"], seeds.Keys());
        Assert.Equal("{\"topics\":{\"n\":\"\",\"name\":\"tea\"},\"zoe\":{\"age\":36,\"id\":\"ada\"}}", seeds.Values().ElementAt(1));
        Assert.Equal("{\"topics\":{\"n\":string,\"name\":string},\"zoe\":{\"age\":integer,\"id\":string}}", seeds.Shape.ToText());
        Assert.Equal(["a.jsonl(2)", "t.csv(3)"], seeds.PlacesOf("b%2Fob,tea").Select(p => $"{p}"));
        Assert.Equal(("2 zoe 2 topics", 4L), (string.Join(' ', seeds.Product!.Sources.Select(s => $"{s.Count} {s.Name}")), seeds.Product.Total));
    }

    [Fact]
    public void KeepTheirOwnSchemaNamesConditionsAndLimits()
    {
        folder.With("a.jsonl", "{\"i\":1,\"x\":\"p\"}\n{\"i\":2,\"x\":\"q\"}\n{\"i\":3,\"x\":\"r\"}\n").With("d.md", "# One\ntext\n# Two\nmore\n").With("s.json", "{\"type\":\"object\",\"properties\":{\"i\":{\"type\":\"integer\"}}}");
        var a = Named("a", "a.jsonl", "id") with
        {
            Rename = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("i", "id"),
            Columns = [SeedFolder.At("i")],
            Where = SeedFolder.Where("seed.id != 2"),
        };
        var d = Named("d", "d.md") with { Chunk = new(new SynthTool.Formats.Chunks.ChunkRule(SynthTool.Formats.Chunks.ChunkBy.Heading, null, 0), SeedFolder.At("x").Place), Limit = 1 };

        var seeds = Scan(Small with { FieldsUsed = new HashSet<string> { "a", "d.heading" } }, a, d);

        Assert.Equal(["{\"a\":{\"id\":1},\"d\":{\"heading\":\"One\"}}", "{\"a\":{\"id\":3},\"d\":{\"heading\":\"One\"}}"], seeds.Values());
    }

    [Fact]
    public void AreNotChangedByWhatNothingReads()
    {
        var options = Small with { FieldsUsed = new HashSet<string> { "a.x" } };
        folder.With("a.jsonl", Lines(20)).With("b.jsonl", Lines(30));
        var before = Scan(options, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id"));
        folder.With("b.jsonl", Lines(30).Replace("\"x\":", "\"y\":", StringComparison.Ordinal));

        Assert.Equal(before.Partitions.Select(p => p.Digest), Scan(options, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id")).Partitions.Select(p => p.Digest));
    }

    [Fact]
    public void TellDuplicatesPerSource()
    {
        folder.With("a.jsonl", "{\"id\":1}\n{\"id\":1,\"n\":2}\n").With("b.jsonl", "{\"t\":1}\n{\"t\":1}\n{}\n");

        var seeds = Scan(Small, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl"));

        Assert.Equal(["SYNTH0606 a.jsonl(2)", "SYNTH0607 b.jsonl(2)"], seeds.Found());
        Assert.Empty(seeds.Partitions);
    }

    [Fact]
    public void MayBeEmpty()
    {
        folder.With("a.jsonl", Lines(3)).With("b.jsonl", "");

        var seeds = Scan(Small, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl"));

        Assert.Equal((0L, 0L, false), (seeds.Count, seeds.Product!.Total, seeds.HasErrors));
    }

    [Fact]
    public void AreChosenByAConditionOverBoth()
    {
        folder.With("a.jsonl", "{\"id\":1,\"n\":1}\n{\"id\":2,\"n\":2}\n{\"id\":3,\"n\":null}\n").With("b.jsonl", "{\"id\":1}\n{\"id\":2}\n");
        SeedSet Where(string text, int? limit = null) => Scan(Small, Cross() with { Where = SeedFolder.Where(text), Limit = limit }, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id"));

        Assert.Equal(["1,1", "2,2"], Where("seed.a.n == seed.b.id").Keys());
        Assert.Equal(["2,2", "3,2"], Where("seed.a.id > 1 and seed.b.id == 2").Keys());
        Assert.Equal(["2,1"], Where("seed.a.id > 1", 1).Keys());
        Assert.Equal(["d.synth.yaml"], Where("seed.a.nn == 1").Findings.Select(f => f.Place!.Path).Distinct());
        var undecided = Where("seed.a.n > 0").Findings;
        Assert.Equal(["SYNTH0603 a.jsonl(3)", "SYNTH0603 a.jsonl(3)"], undecided.Select(f => $"{f.Kind.Code} {f.Place}"));
        Assert.Equal(["b.jsonl(1)", "b.jsonl(2)"], undecided.Select(f => f.Message.Split("record with ")[1].Split(':')[0]));
    }

    [Fact]
    public void AreSampledByTheirKeysAlone()
    {
        folder.With("a.jsonl", Lines(40)).With("b.jsonl", Lines(50));
        ImmutableArray<string> Sample(int count, string? where = null) =>
            [.. Scan(Small, Cross() with { Sample = count, Where = where is null ? null : SeedFolder.Where(where) }, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id")).Keys()];
        var hundred = Sample(100);
        var all = Scan(Small, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id")).Keys().ToList();

        Assert.Equal(100, hundred.Length);
        Assert.Equal(hundred, all.Where(hundred.ToHashSet().Contains));
        Assert.InRange(hundred.Select(k => k.Split(',')[0]).Distinct().Count(), 30, 40);
        Assert.Subset(Sample(200).ToHashSet(), hundred.ToHashSet());
        Assert.Equal(all, Sample(5000));
        Assert.All(Sample(50, "seed.a.x == 1"), k => Assert.Equal("1", (int.Parse(k.Split(',')[0][1..], CultureInfo.InvariantCulture) % 7).ToString(CultureInfo.InvariantCulture)));

        folder.With("b.jsonl", Lines(51));
        Assert.InRange(Sample(100).Except(hundred).Count(), 0, 10);
    }

    [Theory]
    [InlineData("", "k1,k2")]
    [InlineData("a", "k1")]
    [InlineData("a.x", "1")]
    [InlineData("a.x b", "1,k2")]
    public void AreGroupedAsTheCrossSays(string group, string expected)
    {
        folder.With("a.jsonl", Lines(3)).With("b.jsonl", Lines(3));
        var parts = group.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var a = Named("a", "a.jsonl", "id") with { Group = [.. parts.Where(p => p == "a.x").Select(_ => SeedFolder.At("x"))] };

        var seeds = Scan(Small, Cross() with { GroupedBy = [.. parts.Select(p => p[..1])] }, a, Named("b", "b.jsonl", "id"));

        Assert.Equal(expected, seeds.All().Single(s => s.Key == "k1,k2").Group);
    }

    [Fact]
    public void AreRefusedBeforeTheProductIsMade()
    {
        folder.With("a.jsonl", Lines(300)).With("b.jsonl", Lines(700));

        var seeds = Scan(Small, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id"), Named("c", "b.jsonl", "id"));

        var found = seeds.TheFinding();
        Assert.Equal("SYNTH0614 d.synth.yaml(3,9) The sources have 300 a × 700 b × 700 c = 147,000,000 combinations, more than 100,000,000", $"{found.Kind.Code} {found.Place} {found.Message}");
        Assert.Equal((0L, 147_000_000L), (seeds.Count, seeds.Product!.Total));
    }

    [Fact]
    public void TellTheirSizeBeforeTheProductIsMade()
    {
        folder.With("a.jsonl", Lines(3000)).With("b.jsonl", Lines(3000));
        using var stop = new CancellationTokenSource();
        var told = 0L;
        var options = Small with
        {
            Crossed = size =>
            {
                told = size.Total;
                stop.Cancel();
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(() => CrossScan.Run(folder.Root, [Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id")], Cross(), options, stop.Token));
        Assert.Equal(9_000_000, told);
    }

    [Fact]
    public void HaveNoKeyThatIsTooLong()
    {
        folder.With("a.jsonl", $"{{\"id\":\"x\"}}\n{{\"id\":\"{new string('y', 300)}\"}}\n").With("b.jsonl", $"{{\"id\":\"{new string('z', 212)}\"}}\n");

        Assert.Equal(["SYNTH0605 a.jsonl(2)"], Scan(Small, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id")).Found());
        folder.With("b.jsonl", $"{{\"id\":\"{new string('z', 211)}\"}}\n");
        Assert.Empty(Scan(Small, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id")).Findings);
    }

    [Fact]
    public void MayNestAsDeepAsAnyRecord()
    {
        var deep = $"{{\"x\":{string.Concat(Enumerable.Repeat('[', RecordLimits.MaxDepth - 1))}{string.Concat(Enumerable.Repeat(']', RecordLimits.MaxDepth - 1))}}}";
        folder.With("a.jsonl", deep).With("b.jsonl", Lines(1));

        var seeds = Scan(Small, Cross() with { Where = SeedFolder.Where("seed.b.x == 0") }, Named("a", "a.jsonl"), Named("b", "b.jsonl"));

        Assert.Empty(seeds.Findings);
        Assert.Contains(deep[5..^1], Assert.Single(seeds.Values()), StringComparison.Ordinal);
    }

    [Fact]
    public void AreReadAnywhereAsTheyAreReadInOrder()
    {
        // Texts of very different lengths, so that lines begin at odd places.
        Gen.Select(Gen.Int[1, 12].Array[1, 6], Gen.Int[1, 40].Array[1, 6], Gen.Int[1, 9].Array[1, 4], Gen.Int[1, 90], Gen.Bool).Sample(
            (a, b, c, step, draws) =>
            {
                using var one = new SeedFolder();
                one.With("a.jsonl", Texts(a)).With("b.jsonl", Texts(b)).With("c.jsonl", Texts(c));
                var set = CrossScan.Run(
                    one.Root, [Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id"), Named("c", "c.jsonl", "id")],
                    Cross() with { GroupedBy = ["b"], Sample = draws ? Math.Max(1, a.Length * b.Length * c.Length / 2) : null }, Small);
                using var bytes = Assert.Single(set.Index.Files).File.Open();
                var whole = new byte[set.Index.Files[0].File.Size + 10];
                Assert.Equal(whole.Length - 10, bytes.Read(whole, 0));
                var piece = new byte[step];
                for (var at = 0; at < whole.Length - 10; at += (step / 2) + 1)
                {
                    var read = bytes.Read(piece, at);
                    Assert.Equal(Math.Min(step, whole.Length - 10 - at), read);
                    Assert.True(whole.AsSpan(at, read).SequenceEqual(piece.AsSpan(0, read)));
                }
            },
            iter: 60);
    }

    [Fact]
    public void CutPartitionsByTheirKeysAlone()
    {
        folder.With("a.jsonl", Lines(20)).With("b.jsonl", Lines(30));
        SeedSet Now() => Scan(Small, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id"));
        var before = Now();
        folder.With("a.jsonl", Lines(20).Replace("{\"id\":\"k7\",\"x\":0}", "{\"id\":\"k7\",\"x\":\"longer\"}", StringComparison.Ordinal));
        var after = Now();

        Assert.Equal(before.Partitions.Select(p => p.FirstKey), after.Partitions.Select(p => p.FirstKey));
        var changed = after.Partitions.Where((p, i) => p.Digest != before.Partitions[i].Digest).SelectMany(after.Read).ToList();
        Assert.Equal(30, changed.Count(s => s.Key.StartsWith("k7,", StringComparison.Ordinal)));
        Assert.InRange(changed.Count, 30, 30 + 32);
    }

    [Fact]
    public void EqualAScanFromScratchWhateverWasEdited()
    {
        var edits = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 60], Gen.Bool).Array[1, 4].Array[1, 5];
        var kinds = Gen.OneOf(Kind.Keyed, Kind.Keyless, Kind.Chosen, Kind.Csv, Kind.Paragraphs, Kind.Columns, Kind.Parquet, Kind.Taxonomy);
        Gen.Select(kinds, kinds, Gen.Int[0, 3], Gen.Int[0, 40], edits).Sample(
            (one, other, how, size, rounds) =>
            {
                using var folder = new SeedFolder();
                var (slow, fast) = (new EditedFiles(folder, one, size, "slow/"), new EditedFiles(folder, other, 40 - size, "fast/"));
                var cross = Cross() with { Limit = how == 1 ? 300 : null, Sample = how == 2 ? 150 : null, GroupedBy = how == 3 ? ["slow"] : [] };
                foreach (var round in rounds)
                {
                    slow.Write();
                    fast.Write();
                    ImmutableArray<SourceDefinition> sources = [slow.Sources[0] with { Name = "slow" }, fast.Sources[0] with { Name = "fast" }];
                    using (var previous = ScanCache.TryOpen(folder.CachePath))
                    {
                        var plain = CrossScan.Run(folder.Root, sources, cross, Small);
                        var again = CrossScan.Run(folder.Root, sources, cross, Small with { Previous = previous, Jobs = 2 });
                        Assert.Equal(plain.Told(), again.Told());
                        Assert.Equal(plain.All().Select(s => $"{s.Key} {s.Group} {s.Value.GetRawText()}"), again.All().Select(s => $"{s.Key} {s.Group} {s.Value.GetRawText()}"));
                        ScanCache.Save(folder.CachePath, again);
                    }

                    Array.ForEach(round, e => (e.Item5 ? slow : fast).Edit(e.Item1, e.Item2, e.Item3, e.Item4));
                }
            },
            iter: 40, threads: 1);
    }

    [Fact]
    public void AreTakenOverUnreadWhenNothingChanged()
    {
        folder.With("a.jsonl", Lines(20)).With("b.jsonl", Lines(30));
        ScanCache.Save(folder.CachePath, Scan(Small, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id")));
        using var previous = ScanCache.TryOpen(folder.CachePath);

        var again = Scan(Small with { Previous = previous }, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id"));

        Assert.All(again.Index.Entries, e => Assert.Equal(e.Partition.Index, e.TakenFrom));
        Assert.NotEqual(-1, previous!.UntouchedIndexOf(again.Index.Files[0]));
    }

    [Fact]
    public void OfManyCombinationsAreFoundByTheirKeys()
    {
        folder.With("a.jsonl", Lines(250)).With("b.jsonl", Lines(400));

        var seeds = Scan(new SeedScanOptions { Jobs = 2 }, Named("a", "a.jsonl", "id"), Named("b", "b.jsonl", "id"));

        Assert.Equal((100_000L, "k249,k399"), (seeds.Count, seeds.Placed(99_999).Seed.Key));
        Assert.Equal(["a.jsonl(201)", "b.jsonl(8)"], seeds.PlacesOf("k200,k7").Select(p => $"{p}"));
        Assert.Empty(seeds.PlacesOf("k200,k400"));
    }

    private static CrossDefinition Cross() => new() { Place = new("d.synth.yaml", 3, 9) };

    private static SourceDefinition Named(string name, string from, params string[] key) => SeedFolder.Source(from, key) with { Name = name };

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{{\"id\":\"k{i}\",\"x\":{i % 7}}}\n"));

    private static string Texts(int[] lengths) => string.Concat(lengths.Select((l, i) => $"{{\"id\":{i},\"t\":\"{new string('t', l)}\"}}\n"));

    private SeedSet Scan(SeedScanOptions options, params SourceDefinition[] sources) => Scan(options, Cross(), sources);

    private SeedSet Scan(SeedScanOptions options, CrossDefinition cross, params SourceDefinition[] sources) => CrossScan.Run(folder.Root, [.. sources], cross, options);
}
