using SynthTool.Diagnostics;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class ChangedSeeds : IDisposable
{
    private static readonly SeedScanOptions Small = new() { PartitionTarget = 8 };
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AreToldWithTheirPlaces(bool takeOver)
    {
        var changes = Changes(takeOver, lines =>
        {
            lines[100] = "{\"id\":\"k100\",\"n\":-1}";
            lines.RemoveAt(50);
            lines.Add("{\"id\":\"new\"}");
        });

        Assert.Equal((1, 1, 1, false), (changes.Added, changes.Removed, changes.Changed, changes.IsReordered));
        Assert.Contains(new SeedChange(SeedChangeKind.Changed, "k100", new("a.jsonl", 100)), changes.First);
        Assert.Contains(new SeedChange(SeedChangeKind.Added, "new", new("a.jsonl", 300)), changes.First);
        var removed = Assert.Single(changes.First, c => c.Kind is SeedChangeKind.Removed);
        Assert.Equal((null, new SourcePlace("a.jsonl")), (removed.Key, removed.Place));
        Assert.InRange(int.Parse(removed.Partition![1..], System.Globalization.CultureInfo.InvariantCulture), 0, 50); // the key of the first seed in its partition
    }

    [Fact]
    public void AreNoneWhereOnlySpacesDiffer()
    {
        var changes = Changes(true, lines => lines[7] = " " + lines[7] + " ");

        Assert.Equal((0, 0, 0, false), (changes.Added, changes.Removed, changes.Changed, changes.IsReordered));
    }

    [Fact]
    public void AreToldFromSeedsInAnotherOrder()
    {
        var changes = Changes(true, lines => (lines[10], lines[200]) = (lines[200], lines[10]));

        Assert.Equal((0, 0, 0, true), (changes.Added, changes.Removed, changes.Changed, changes.IsReordered));
    }

    [Fact]
    public void AreCountedAndAFewAreNamed()
    {
        var changes = Changes(true, lines =>
        {
            for (var i = 0; i < lines.Count; i++)
            {
                lines[i] = lines[i].Replace("\"n\"", "\"m\"", StringComparison.Ordinal);
            }
        });

        Assert.Equal((0, 0, 300), (changes.Added, changes.Removed, changes.Changed));
        Assert.Equal(5, changes.First.Length);
    }

    [Fact]
    public void CannotBeToldWhereRecordsWereReadInAnotherWay()
    {
        folder.With("a.jsonl", "{\"id\":1}");
        ScanCache.Save(folder.CachePath, folder.Scan(SeedFolder.Source("a.jsonl", "id")));
        using var earlier = ScanCache.TryOpen(folder.CachePath);

        Assert.Null(SeedChanges.Between(earlier!, folder.Scan(SeedFolder.Source("a.jsonl"))));
    }

    private SeedChanges Changes(bool takeOver, Action<List<string>> edit)
    {
        var lines = Enumerable.Range(0, 300).Select(i => $"{{\"id\":\"k{i}\",\"n\":{i}}}").ToList();
        var source = SeedFolder.Source("a.jsonl", "id");
        ScanCache.Save(folder.CachePath, folder.With("a.jsonl", string.Join('\n', lines)).Scan(Small, source));
        edit(lines);
        folder.With("a.jsonl", string.Join('\n', lines));
        using var earlier = ScanCache.TryOpen(folder.CachePath);
        return SeedChanges.Between(earlier!, folder.Scan(takeOver ? Small with { Previous = earlier } : Small, source))!;
    }
}
