using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class ManyRows
{
    [Fact]
    public void AreSplitIntoGroupsByTheirNumber()
    {
        using var file = WrittenFile.Of(ParquetColumns.From([("n", Shape.Integer)]), Enumerable.Range(0, 25_000).Select(i => $"[{i}]"));

        Assert.Equal(["10000", "10000", "5000"], Groups(file));
        Assert.Equal(Enumerable.Range(0, 25_000).Select(i => $"[{i}]"), file.InOurReader());
    }

    [Fact]
    public void AreSplitIntoGroupsByTheirSize()
    {
        var text = new string('x', 1 << 20);
        using var file = WrittenFile.Of(ParquetColumns.From([("t", Shape.String)]), Enumerable.Repeat($"[\"{text}\"]", 70));

        Assert.Equal(["32", "32", "6"], Groups(file));
        Assert.Equal(["70"], file.Ask($"SELECT count(*) FROM $file WHERE t = repeat('x', {1 << 20})"));
    }

    [Fact]
    public void AreSplitIntoGroupsByTheirNullsToo()
    {
        var row = $"[[{string.Join(',', Enumerable.Repeat("null", 500_000))}]]";
        using var file = WrittenFile.Of(ParquetColumns.From([("n", Shape.ArrayOf(Shape.Integer))]), Enumerable.Repeat(row, 12));

        // Each null takes two levels of 4 bytes: 4 MB a row.
        Assert.Equal(["9", "3"], Groups(file));
        Assert.Equal(["6000000"], file.Ask("SELECT sum(len(n)) FROM $file"));
    }

    private static IReadOnlyList<string> Groups(WrittenFile file) =>
        file.Ask($"SELECT row_group_num_rows FROM parquet_metadata({file.Sql}) WHERE column_id = 0 ORDER BY row_group_id");
}
