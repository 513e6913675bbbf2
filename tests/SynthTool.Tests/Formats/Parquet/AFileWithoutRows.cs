using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class AFileWithoutRows
{
    [Fact]
    public void ShowsItsColumnsToReaders()
    {
        using var file = WrittenFile.Of(ParquetColumns.From([("id", Shape.String), ("n", Shape.ArrayOf(Shape.ObjectOf([new("x", Shape.Integer)])))]));

        Assert.Equal(["0"], file.Ask("SELECT count(*) FROM $file"));
        Assert.Equal(["id VARCHAR", "n STRUCT(x BIGINT)[]"], file.Ask("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM $file)"));
        Assert.Empty(file.InOurReader());
    }
}
