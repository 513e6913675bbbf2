using System.Collections.Immutable;
using System.Text;
using CsCheck;
using SynthTool.Build;
using SynthTool.Store;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class ALockFile
{
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.OneOf("", " ", "a", "a b", "a\nb", "\r", "\"", "\\", "\\\"", "# x", "<<<<<<< ours", "gate x passed", "é😀", "\t", "\u0000", "\u2028", "seed/1,2", "{\"a\":\"b c\"}", "-", "rows >= 1"),
        Gen.Char[' ', '~'].Array[0, 80].Select(c => new string(c)));

    private static readonly Gen<ContentHash> Hash = Gen.ULong.Select(n => new ContentHash(n, ~n, n * 3, n ^ 5));

    private static readonly Gen<LockFile> Any = Gen.Select(
        Gen.Select(Name, Name, (n, v) => (n, v)).Array[0, 5],
        Gen.Select(Gen.Int[0, 3], Name, Hash, Hash, Hash, (s, n, i, o, r) => (TraceKey.Of(s, n), new Trace(i, o, r))).Array[0, 5],
        Gen.Select(Name, Name, Name, Gen.Long[0, long.MaxValue], Hash, (p, o, s, n, h) => (p, new LockedShard(o, s, n, h))).Array[0, 5],
        Gen.Select(Name, Gen.Long[0, long.MaxValue], (n, v) => (n, v)).Array[0, 5],
        Name.Array[0, 3],
        (inputs, traces, shards, counts, gates) => new LockFile
        {
            Inputs = Sorted(inputs), Traces = traces.DistinctBy(t => t.Item1).ToImmutableDictionary(t => t.Item1, t => t.Item2), Shards = Sorted(shards), Counts = Sorted(counts), Gates = gates.ToImmutableSortedSet(StringComparer.Ordinal),
        });

    [Fact]
    public void ComesBackFromItsTextWhateverNamesItHolds() => Any.Sample(written =>
    {
        var text = Encoding.UTF8.GetString(written.Write());
        var (read, unknown) = LockFile.Parse(text);

        Assert.Empty(unknown);
        Assert.Equal(written.Inputs, read.Inputs);
        Assert.Equal(written.Traces.OrderBy(t => $"{t.Key}"), read.Traces.OrderBy(t => $"{t.Key}"));
        Assert.Equal(written.Shards, read.Shards);
        Assert.Equal(written.Counts, read.Counts);
        Assert.Equal(written.Gates, read.Gates);
        Assert.Equal(text, Encoding.UTF8.GetString(read.Write()));
    });

    [Fact]
    public void HasOneFactALineSortedAndNoConflict() => Any.Sample(written =>
    {
        var text = Encoding.UTF8.GetString(written.Write());
        var lines = text.Split('\n');

        Assert.Equal("", lines[^1]);
        Assert.Equal(1 + written.Inputs.Count + written.Traces.Count + written.Shards.Count + written.Counts.Count + written.Gates.Count, lines.Length - 1);
        Assert.Equal(lines[1..^1].Order(StringComparer.Ordinal), lines[1..^1]);
        Assert.DoesNotContain('\r', text);
        Assert.False(LockFile.HasConflict(text));
    });

    [Fact]
    public void OfAnyTextIsReadWithoutAnException() => Gen.Select(Any, Gen.Int[0, 2000], Gen.OneOf("\"", "\\", "\n", " ", "\"\\ud800\"", "partition", "9999999999999999999999", "<<<<<<< a\n", "\u0000", "[[[[[[", "=======")).Sample((written, at, with) =>
    {
        var text = Encoding.UTF8.GetString(written.Write());
        at %= text.Length;
        Assert.NotNull(LockFile.Parse(text[..at] + with + text[at..]).Lock);
        Assert.NotNull(LockFile.Parse(text[..at]).Lock);
        Assert.NotNull(LockFile.Parse(text[at..]).Lock);
    });

    [Theory]
    [InlineData("partition 0 a b c d")]
    [InlineData("partition -1 a 0 0 0")]
    [InlineData("partition 0")]
    [InlineData("shard a b c 1 nohash")]
    [InlineData("count rows -1")]
    [InlineData("count rows 99999999999999999999")]
    [InlineData("count rows 1 2")]
    [InlineData("count \"rows 1")]
    [InlineData("gate \"rows >= 1\" failed")]
    [InlineData("input a")]
    [InlineData("nonsense")]
    [InlineData("=======")]
    public void SaysWhichLinesItDoesNotUnderstand(string line)
    {
        var (read, unknown) = LockFile.Parse($"# synth lock 1\ncount rows 7\n{line}\ncount seeds 8\n");

        Assert.Equal<int>([3], unknown);
        Assert.Equal((7L, 8L), (read.Counts["rows"], read.Counts["seeds"]));
    }

    [Fact]
    public void CutsALongKeyAndKeepsItApartFromOthers()
    {
        var text = new string('k', 63) + "😀 and more";

        var (one, other) = (TraceKey.Of(0, text + "1"), TraceKey.Of(0, text + "2"));

        Assert.NotEqual(one, other);
        Assert.StartsWith(new string('k', 63) + "~", one.Partition, StringComparison.Ordinal); // never half an emoji
        Assert.Equal(63 + 1 + 12, one.Partition.Length);
        Assert.Equal(new string('k', 64), TraceKey.Of(0, new string('k', 64)).Partition);
    }

    [Fact]
    public async Task HoldsNoTimePathOfTheMachineOrSeedFile()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        Assert.DoesNotContain(dataset.Root, dataset.LockText, StringComparison.Ordinal);
        Assert.DoesNotContain("a.jsonl", dataset.LockText, StringComparison.Ordinal);
        Assert.DoesNotContain("20" + DateTime.UtcNow.ToString("yy-", System.Globalization.CultureInfo.InvariantCulture), dataset.LockText, StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, T> Sorted<T>((string Name, T Value)[] pairs) => pairs.DistinctBy(p => p.Name).ToImmutableSortedDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
}
