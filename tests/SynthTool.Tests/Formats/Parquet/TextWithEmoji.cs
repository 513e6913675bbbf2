using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class TextWithEmoji
{
    // In UTF-16 the emoji sorts before the full-width sign, in UTF-8 behind it: a wrong maximum hides rows.
    [Fact]
    public void IsFoundByReadersThatTrustTheStatistics()
    {
        using var file = WrittenFile.Of(ParquetColumns.From([("t", Shape.String)]), """["￥100"]""", """["😀"]""", """["a"]""");

        Assert.Equal(["😀"], file.Ask("SELECT t FROM $file WHERE t = '😀'"));
        Assert.Equal(["￥100"], file.Ask("SELECT t FROM $file WHERE t > 'z' AND t < '😀'"));
    }
}
