using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class NullsAtEveryLevel
{
    private static readonly ParquetColumns Columns = ParquetColumns.From(
        [("a", Shape.ArrayOf(Shape.ObjectOf([new("x", Shape.Integer), new("y", Shape.ArrayOf(Shape.String))])))]);

    private static readonly string[] Rows =
    [
        "[null]", "[[]]", "[[null]]", """[[{"x":null,"y":null}]]""", """[[{"x":1,"y":[]},null]]""", """[[{"x":2,"y":[null,"s"]},{"x":null,"y":["t"]}]]""",
    ];

    [Fact]
    public void AreToldApartByDuckDb()
    {
        using var file = WrittenFile.Of(Columns, Rows);

        Assert.Equal(Rows.Select(r => $$"""{"a":{{r[1..^1]}}}"""), file.InDuckDb());
    }

    [Fact]
    public void AreToldApartByOurReader()
    {
        using var file = WrittenFile.Of(Columns, Rows);

        Assert.Equal(Rows, file.InOurReader());
    }

    [Fact]
    public void StayNullInJsonText()
    {
        using var file = WrittenFile.Of(ParquetColumns.From([("a", Shape.Any)]), "[null]", "[[null]]", """["null"]""");

        Assert.Equal(["""{"a":null}""", """{"a":"[null]"}""", """{"a":"\"null\""}"""], file.InDuckDb());
    }

    [Fact]
    public void StandForMissingFields()
    {
        using var file = WrittenFile.Of(Columns, """[[{}]]""");

        Assert.Equal(["""{"a":[{"x":null,"y":null}]}"""], file.InDuckDb());
    }
}
