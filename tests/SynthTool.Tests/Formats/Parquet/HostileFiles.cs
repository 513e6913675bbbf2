using CsCheck;
using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class HostileFiles
{
    private static readonly byte[] Good = WrittenFile.BytesOf(
        ParquetColumns.Of([new("m", ParquetType.Messages), new("n", ParquetType.Of(Shape.ArrayOf(Shape.Integer))), new("d", ParquetType.Number), new("b", ParquetType.Boolean)]),
        Enumerable.Range(0, 30).Select(i => $$"""[[{"role":"user","content":"q{{i}}"},null],[{{i}},null],{{i}}.5,true]"""));

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1PAR1PAR1")]
    [InlineData("not a parquet file at all")]
    public void ThatAreNoneAreRefused(string text) => Assert.Throws<ParquetFailure>(() => WrittenFile.RowsOf([.. text.Select(c => (byte)c)]));

    [Fact]
    public void ThatWereCutAnywhereAreRefused()
    {
        for (var length = 0; length < Good.Length; length++)
        {
            Assert.Throws<ParquetFailure>(() => WrittenFile.RowsOf(Good[..length]));
        }
    }

    [Fact]
    public void WithAnyByteChangedEndSoonAndTypedOrAreRead()
    {
        for (var at = 0; at < Good.Length; at++)
        {
            foreach (var flip in (byte[])[0x01, 0x80])
            {
                var bytes = Good.ToArray();
                bytes[at] ^= flip;
                ReadOrRefuse(bytes);
            }
        }
    }

    [Fact]
    public void OfRandomDamageEndSoonAndTypedOrAreRead() => Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte.Array[1, 12]).Array[1, 4].Sample(
        damages =>
        {
            var bytes = Good.ToArray();
            foreach (var (at, with) in damages)
            {
                with.AsSpan(0, Math.Min(with.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
            }

            ReadOrRefuse(bytes);
        },
        iter: 2_000,
        threads: 1);

    [Fact]
    public void WithAMetadataLoopOfStructsAreRefused() => Refuses([.. Enumerable.Repeat((byte)0x1C, 100_000)]);

    [Fact]
    public void WithAListOfBillionsAreRefused() => Refuses([0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);

    [Fact]
    public void WithASchemaDeeperThanOursAreRefused()
    {
        // A root and 100,000 groups of one child each: field 4 "g", field 5 one child.
        byte[] element = [0x48, 0x01, (byte)'g', 0x15, 0x02, 0x00];

        Refuses([0x29, 0xFC, 0xA0, 0x8D, 0x06, .. Enumerable.Repeat(element, 100_000).SelectMany(e => e), 0x00]);
    }

    [Fact]
    public void ThatUnpackToMuchMoreThanOursAreRefused()
    {

        // A page header that promises 2 GB, and a chunk of 40 bytes.
        byte[] page = [0x15, 0x00, 0x15, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0x15, 0x10, 0x2C, 0x15, 0x02, 0x15, 0x00, 0x00, 0x00, 1, 2, 3, 4, 5, 6, 7, 8];
        var pages = new PageReader(new MemoryStream(page));
        pages.BeginGroup();

        Assert.Throws<ParquetFailure>(() => pages.Read(new ChunkInfo(1, 0, page.Length, IsZstd: true), new LeafInfo(ParquetKind.Text, 1, 0)));
    }

    private static void Refuses(byte[] footer)
    {
        byte[] file = [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];

        Assert.Throws<ParquetFailure>(() => WrittenFile.RowsOf(file));
    }

    private static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            Assert.InRange(WrittenFile.RowsOf(bytes).Count, 0, 1_000);
        }
        catch (ParquetFailure failure)
        {
            Assert.Equal(ParquetDiagnostics.FileUnreadable, failure.Kind);
        }
    }
}
