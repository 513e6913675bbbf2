using CsCheck;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class RowsOfAnyShape
{
    [Fact]
    public void AreReadByDuckDbAsTheyWere() => AnyShape.Table.Sample(
        table =>
        {
            var columns = ParquetColumns.From(table.Columns);
            using var file = WrittenFile.Of(columns, table.Rows);
            Assert.Equal(Expected(columns, table.Rows, asObject: true), file.InDuckDb());
        },
        iter: 100,
        threads: 1);

    [Fact]
    public void AreReadByOurReaderAsTheyWere() => AnyShape.Table.Sample(
        table =>
        {
            var columns = ParquetColumns.From(table.Columns);
            Assert.Equal(Expected(columns, table.Rows, asObject: false), WrittenFile.RowsOf(WrittenFile.BytesOf(columns, table.Rows)));
        },
        iter: 200,
        threads: 1);

    private static IEnumerable<string> Expected(ParquetColumns columns, string[] rows, bool asObject) => rows.Select(row =>
    {
        var values = WrittenFile.Json(row).EnumerateArray().Select((v, i) => AnyShape.Expected(columns.Fields[i].Type, v));
        var json = asObject
            ? $"{{{string.Join(',', values.Select((v, i) => $"{AnyShape.Quoted(columns.Fields[i].Name)}:{v}"))}}}"
            : $"[{string.Join(',', values)}]";
        return WrittenFile.Canonical(WrittenFile.Json(json));
    });
}
