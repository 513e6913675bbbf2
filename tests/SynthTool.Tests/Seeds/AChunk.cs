using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Formats.Chunks;
using SynthTool.Seeds;

namespace SynthTool.Tests.Seeds;

public sealed class AChunk : IDisposable
{
    private static readonly SeedScanOptions TextOnly = new() { FieldsUsed = new HashSet<string> { "text" } };
    private readonly SeedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void KnowsItsTextPathHeadingAndPosition()
    {
        var set = folder.With("docs/a.md", "\uFEFFHello.\r\n\r\n# One\r\nFirst.\r\n").With("docs/b.txt", "# Two\n").Scan(Chunked("docs/*"));

        Assert.Equal(
        [
            """{"heading":null,"path":"docs/a.md","position":1,"text":"Hello."}""",
            """{"heading":"One","path":"docs/a.md","position":2,"text":"# One\nFirst."}""",
            """{"heading":null,"path":"docs/b.txt","position":1,"text":"# Two"}""",
        ], set.Values());
        Assert.Equal("{\"heading\":string?,\"path\":string,\"position\":integer,\"text\":string}", set.Shape.ToText());
        Assert.Equal("docs/a.md(3)", set.PlaceOf(set.Keys().ElementAt(1))?.ToString());
    }

    [Fact]
    public void IsTheSameInAWindowsCheckout()
    {
        var before = folder.With("a.md", "# A\n\none\n\n# B\ntwo\n").Scan(Chunked("*.md"));
        var after = folder.With("a.md", "\uFEFF# A\r\n\r\none\r\n\r\n# B\r\ntwo\r\n").Scan(Chunked("*.md"));

        Assert.Equal(before.Partitions.AsEnumerable(), after.Partitions);
    }

    [Fact]
    public void DoesNotKnowWhereItLiesWhenNothingReadsThat()
    {
        var before = folder.With("a.md", "# A\none\n\n# B\ntwo\n").Scan(TextOnly, Chunked("*.md"));
        File.Delete(folder.PathOf("a.md"));
        var after = folder.With("b.md", "\n\n# A\none\n").With("c.md", "# B\ntwo\n").Scan(TextOnly, Chunked("*.md"));

        Assert.Equal(before.Partitions.AsEnumerable(), after.Partitions);
        Assert.Equal(before.Inputs[0].Digest, after.Inputs[0].Digest);
    }

    [Fact]
    public void KeepsItsKeyAndContentWhenAnotherIsEdited()
    {
        var before = folder.With("a.md", "# A\none\n\n# B\ntwo\n\n# C\nthree\n").Scan(TextOnly, Chunked("*.md")).Keys().ToList();
        var after = folder.With("a.md", "# A\none more\n\n# B\ntwo\n\n# C\nthree\n").Scan(TextOnly, Chunked("*.md")).Keys().ToList();

        Assert.Equal(before.Skip(1), after.Skip(1));
        Assert.NotEqual(before[0], after[0]);
    }

    [Fact]
    public void MayBeNamedByPathAndPosition()
    {
        var source = Chunked("docs/*.md", "path", "position") with { Group = [SeedFolder.At("path")] };

        Assert.Equal(["docs%2Fa.md,1", "docs%2Fa.md,2"], folder.With("docs/a.md", "# A\nsame\n\n# A\nsame\n").Scan(source).Keys());
    }

    [Fact]
    public void ThatIsEqualToAnotherIsOneSeedWithAWarning()
    {
        var set = folder.With("a.md", "# A\nsame\n\n# A\nsame\n").Scan(TextOnly, Chunked("*.md"));

        Assert.Equal("SYNTH0607 a.md(4)", Assert.Single(set.Found()));
        Assert.Equal(1, set.Count);
    }

    [Fact]
    public void MayBeRenamedChosenAndChecked()
    {
        var source = Chunked("*.md") with
        {
            Rename = ImmutableSortedDictionary<string, string>.Empty.Add("text", "body").Add("heading", "title"),
            Where = SeedFolder.Where("seed.title == \"B\""),
        };

        Assert.Equal(["""{"body":"# B\ntwo"}"""], folder.With("a.md", "# A\none\n\n# B\ntwo\n").Scan(new SeedScanOptions { FieldsUsed = new HashSet<string> { "body" } }, source).Values());
        Assert.Equal(["SYNTH0407 d.synth.yaml(3,14)"], folder.Scan(source with { Where = SeedFolder.Where("seed.heading == 1") }).Found());
    }

    [Fact]
    public void IsCutFromDocumentsOnly()
    {
        var found = folder.With("a.md", "one").With("b.csv", "id\n1\n").Scan(Chunked("a.md b.csv")).TheFinding();

        Assert.Equal("SYNTH0612 d.synth.yaml(3,9)", $"{found.Kind.Code} {found.Place}");
        Assert.Contains("b.csv", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfADocumentThatIsNoTextIsReportedAtItsPlace() =>
        Assert.Equal(["SYNTH0245 a.md(2,2)", "SYNTH0246 b.md(1,2)"], folder.With("a.md", [.. "one\nt"u8, 0xFF]).With("b.md", "x\0").Scan(Chunked("*.md")).Found());

    [Fact]
    public void OfADocumentThatIsTooLargeIsReported() =>
        Assert.Equal(["SYNTH0244 a.md(1)"], folder.With("a.md", new string('x', (16 * 1024 * 1024) + 1)).Scan(Chunked("*.md")).Found());

    [Fact]
    public void IsNotMadeAgainOfAnUntouchedFile()
    {
        var options = TextOnly with { Time = new FixedTime(), PartitionTarget = 4 };
        folder.With("a.md", string.Concat(Enumerable.Range(0, 200).Select(i => $"# h{i}\ntext\n")));
        var first = folder.Scan(options, Chunked("*.md"));
        ScanCache.Save(folder.CachePath, first);
        using var previous = ScanCache.TryOpen(folder.CachePath);

        var again = folder.Scan(options with { Previous = previous }, Chunked("*.md"));

        Assert.Equal(first.Partitions.AsEnumerable(), again.Partitions);
        Assert.All(again.Index.Entries, e => Assert.Equal(e.Partition.Index, e.TakenFrom));
        Assert.Equal(first.Values(), again.Values());
    }

    private static SourceDefinition Chunked(string from, params string[] key) =>
        SeedFolder.Source(from, key) with { Chunk = new(new ChunkRule(ChunkBy.Heading, null, 0), SeedFolder.At("x").Place) };

    // Long after the files were written.
    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
