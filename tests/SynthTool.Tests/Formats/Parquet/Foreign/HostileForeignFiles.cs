using CsCheck;
using SynthTool.Formats.Parquet.Foreign;
using SynthTool.Formats.Records;
using ZstdSharp;

namespace SynthTool.Tests.Formats.Parquet.Foreign;

public sealed class HostileForeignFiles : IDisposable
{
    /// <summary>No file that is read here may take more memory than this beside what all files take.</summary>
    private const long MostAllocated = 300L << 20;

    private const string Rows = "SELECT i, 'text ' || (i % 3) AS few, repeat('x', i) AS t, [i, NULL] AS list, {'a': i / 2, 'm': MAP {'k' || i: i}} AS s, i % 2 = 0 AS b FROM range(20) r(i)";

    private readonly ForeignFile file = new();

    public static TheoryData<string> Writers => ["", ", PARQUET_VERSION v2, COMPRESSION zstd", ", COMPRESSION lz4_raw", ", COMPRESSION uncompressed"];

    public void Dispose() => file.Dispose();

    [Theory]
    [MemberData(nameof(Writers))]
    public void ThatWereCutAnywhereAreRefused(string options)
    {
        var good = Good(options);
        for (var length = 0; length < good.Length; length++)
        {
            Assert.Equal("SYNTH0284", ProblemOf(good[..length])?.Kind.Code);
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void WithAnyByteChangedEndSoonAndTypedOrAreRead(string options)
    {
        var good = Good(options);
        for (var at = 0; at < good.Length; at++)
        {
            foreach (var flip in (byte[])[0x01, 0x80])
            {
                var bytes = good.ToArray();
                bytes[at] ^= flip;
                _ = ProblemOf(bytes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void OfRandomDamageEndSoonAndTypedOrAreRead(string options)
    {
        var good = Good(options);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte.Array[1, 12]).Array[1, 4].Sample(
            damages =>
            {
                var bytes = good.ToArray();
                foreach (var (at, with) in damages)
                {
                    with.AsSpan(0, Math.Min(with.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                }

                _ = ProblemOf(bytes);
            },
            iter: 500,
            seed: "0N0XIzNsQ0O2",
            threads: 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1PAR1PAR1")]
    [InlineData("PAR1....\u0000\u0000\u0000\u0000PARE")]
    [InlineData("PAR1....\u007f\u007f\u007f\u007fPAR1")]
    [InlineData("PAR1....\u0004\u0000\u0000\u0000PAR2")]
    [InlineData("{\"id\": 1}\n{\"id\": 2}\n")]
    public void ThatAreNoneAreRefusedByName(string text)
    {
        var problem = ProblemOf([.. text.Select(c => (byte)c)]);

        Assert.Equal("SYNTH0284", problem?.Kind.Code);
        Assert.Equal("a.parquet", problem?.Place?.Path);
    }

    [Fact]
    public void WithAMetadataLoopOfStructsAreRefused() => Assert.Equal("SYNTH0284", ProblemOf(WithFooter([.. Enumerable.Repeat((byte)0x1C, 100_000)]))?.Kind.Code);

    [Fact]
    public void WithAListOfBillionsAreRefused() => Assert.Equal("SYNTH0284", ProblemOf(WithFooter([0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]))?.Kind.Code);

    [Fact]
    public void WithASchemaOfAHundredThousandLevelsAreRefused()
    {
        // A root and 100,000 groups of one child each: field 4 "g", field 5 one child.
        byte[] element = [0x48, 0x01, (byte)'g', 0x15, 0x02, 0x00];

        Assert.Equal("SYNTH0284", ProblemOf(WithFooter([0x29, 0xFC, 0xA0, 0x8D, 0x06, .. Enumerable.Repeat(element, 100_000).SelectMany(e => e), 0x00]))?.Kind.Code);
    }

    [Fact]
    public void WithAPageThatUnpacksToMuchMoreThanItsSizeAreRefused()
    {
        // 2 GB of nothing, in a few bytes.
        byte[] page = [.. Header(kind: 0, bytes: 2_000_000_000, packed: 40, entries: 1, encoding: 0), .. new byte[40]];

        Assert.Equal("SYNTH0287", ProblemOf(OneColumn(page, rows: 1, codec: 6, entries: 1))?.Kind.Code);
    }

    [Fact]
    public void WithAPageThatUnpacksAsPromisedToALotAreRefusedWhenThatIsTooMuch()
    {
        using var compressor = new Compressor();
        var packed = compressor.Wrap(new byte[40_000_000]).ToArray();
        byte[] page = [.. Header(kind: 2, bytes: 40_000_000, packed: packed.Length, entries: 1, encoding: 0), .. packed];

        Assert.Equal("SYNTH0287", ProblemOf(OneColumn([.. page, .. Header(kind: 0, bytes: 40_000_000, packed: packed.Length, entries: 1, encoding: 0), .. packed], rows: 1, codec: 6, entries: 1))?.Kind.Code);
    }

    [Fact]
    public void WithARunOfBillionsOfNullsAreRefusedUnread()
    {
        byte[] levels = [0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0x00]; // a run of 2^31 - 1 zeros
        byte[] page = [.. Header(kind: 0, bytes: 10, packed: 10, entries: int.MaxValue, encoding: 0), .. BitConverter.GetBytes(levels.Length), .. levels];

        Assert.Equal("SYNTH0287", ProblemOf(OneColumn(page, rows: int.MaxValue, codec: 0, entries: int.MaxValue))?.Kind.Code);
    }

    [Fact]
    public void WithMillionsOfRowsOfNullsAreRefusedWhenTheyBecomeTooMuch()
    {
        const int count = 50_000_000;
        byte[] levels = [0x80, 0xC2, 0xD7, 0x2F, 0x00]; // a run of fifty million zeros
        byte[] page = [.. Header(kind: 0, bytes: 9, packed: 9, entries: count, encoding: 0), .. BitConverter.GetBytes(levels.Length), .. levels];

        Assert.Equal("SYNTH0287", ProblemOf(OneColumn(page, rows: count, codec: 0, entries: count))?.Kind.Code);
    }

    [Theory]
    [InlineData("SELECT i, CASE WHEN i = 2 THEN repeat('x', 17 * 1024 * 1024) END AS t FROM range(5) r(i)")]
    [InlineData("SELECT i, CASE WHEN i = 2 THEN range(3000000) END AS t FROM range(5) r(i)")]
    public void WithARecordOfMoreThan16MiBNameIt(string query)
    {
        using var large = ForeignFile.OfDuckDb(query);

        var problem = large.Problem();

        Assert.Equal(("SYNTH0244", 3), (problem.Kind.Code, problem.Place!.Line));
        Assert.Equal(5, large.Rows(columns: "i").Count);
    }

    [Fact]
    public void ThatChangeBetweenTwoReadsEndWithoutFailing()
    {
        using var changed = ForeignFile.OfDuckDb(Rows);
        var before = changed.Open();
        Assert.True(before.Size > 0);
        File.WriteAllBytes(changed.FullPath, new byte[before.Stamp.Size]);

        Assert.Empty(changed.Part(before, RecordRange.Whole(before)));
    }

    private static byte[] Good(string options)
    {
        using var good = ForeignFile.OfDuckDb(Rows, options);
        Assert.Equal(20, good.Rows().Count);
        return good.Bytes;
    }

    private static byte[] WithFooter(byte[] footer) => [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];

    /// <summary>A file of one optional text column <c>v</c> in one row group.</summary>
    private static byte[] OneColumn(byte[] pages, long rows, int codec, long entries)
    {
        byte[] root = [0x48, 1, (byte)'r', 0x15, 2, 0];
        byte[] leaf = [0x15, 12, 0x25, 2, 0x18, 1, (byte)'v', 0x25, 0, 0]; // bytes, optional, named v, UTF-8
        byte[] data = [0x45, .. Zigzag(codec), 0x16, .. Zigzag(entries), 0x26, .. Zigzag(pages.Length), 0x26, .. Zigzag(4), 0];
        byte[] group = [0x19, 0x1C, 0x3C, .. data, 0, 0x26, .. Zigzag(rows), 0];
        byte[] footer = [0x15, 2, 0x19, 0x2C, .. root, .. leaf, 0x16, .. Zigzag(rows), 0x19, 0x1C, .. group, 0];
        return [.. "PAR1"u8, .. pages, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
    }

    private static byte[] Header(int kind, int bytes, int packed, int entries, int encoding) => kind == 2
        ? [0x15, .. Zigzag(kind), 0x15, .. Zigzag(bytes), 0x15, .. Zigzag(packed), 0x4C, 0x15, .. Zigzag(entries), 0x15, .. Zigzag(encoding), 0, 0]
        : [0x15, .. Zigzag(kind), 0x15, .. Zigzag(bytes), 0x15, .. Zigzag(packed), 0x2C, 0x15, .. Zigzag(entries), 0x15, .. Zigzag(encoding), 0x15, 6, 0x15, 6, 0, 0];

    private static byte[] Zigzag(long number)
    {
        var bytes = new List<byte>();
        for (var rest = (ulong)number << 1; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                bytes.Add((byte)rest);
                return [.. bytes];
            }

            bytes.Add((byte)(rest | 0x80));
        }
    }

    // A failure of any other kind than a finding ends the test.
    private SynthTool.Diagnostics.Diagnostic? ProblemOf(byte[] bytes)
    {
        File.WriteAllBytes(file.FullPath, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = file.Open();
        var size = opened.Size;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        Assert.InRange(size, 0, Math.Max(PageBudget.Least, bytes.Length * (long)PageBudget.MostTimes));
        return opened.Problems.FirstOrDefault();
    }
}
