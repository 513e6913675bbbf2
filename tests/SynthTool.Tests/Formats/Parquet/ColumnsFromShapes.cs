using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Tests.Formats.Parquet;

public sealed class ColumnsFromShapes
{
    [Fact]
    public void TakeTheTypesOfScalars() =>
        Assert.Equal("a: string\nb: int64\nc: double\nd: bool", Text(("a", Shape.String), ("b", Shape.Integer.OrNull()), ("c", Shape.Number), ("d", Shape.Boolean)));

    [Fact]
    public void NestListsAndStructs() => Assert.Equal(
        "a: list<list<struct<x: int64, \"y z\": list<string>>>>",
        Text(("a", Shape.ArrayOf(Shape.ArrayOf(Shape.ObjectOf([new("y z", Shape.ArrayOf(Shape.String)), new("x", Shape.Integer)]))))));

    [Fact]
    public void AreJsonTextWhereNoFixedFormIsKnown() => Assert.Equal(
        "any: json\nnull: json\nmixed: json\nempty: json\nopen: json\nin: list<json>",
        Text(("any", Shape.Any), ("null", Shape.Null), ("mixed", Shape.Mixed), ("empty", Shape.ObjectOf([])),
            ("open", Shape.ObjectOf([new("a", Shape.String)], open: true)), ("in", Shape.ArrayOf(Shape.Any))));

    [Fact]
    public void AreJsonTextWhereReadersCouldNotTellTheFieldsApart() => Assert.Equal(
        "case: json\nempty: json",
        Text(("case", Shape.ObjectOf([new("id", Shape.String), new("ID", Shape.String)])), ("empty", Shape.ObjectOf([new("", Shape.String)]))));

    [Fact]
    public void BecomeJsonTextBelowTheDeepestLevel()
    {
        var deep = Enumerable.Range(0, 40).Aggregate(Shape.String, (shape, _) => Shape.ArrayOf(shape));

        Assert.Equal($"a: {string.Concat(Enumerable.Repeat("list<", 32))}json{new string('>', 32)}", Text(("a", deep)));
    }

    [Fact]
    public void BecomeJsonTextBeyondTheLargestNumberOfLeaves()
    {
        var wide = Shape.ObjectOf(Enumerable.Range(0, 6_000).Select(i => KeyValuePair.Create($"f{i}", Shape.String)));

        Assert.Equal("json", Types(("a", wide), ("b", wide), ("c", Shape.Integer))[1]);
        Assert.Equal("int64", Types(("a", wide), ("b", wide), ("c", Shape.Integer))[2]);
    }

    // A schema whose definitions refer to each other has such a shape: 2^31 leaves in 31 records.
    [Fact]
    public void AreNotUnfoldedBeyondTheBound()
    {
        var doubling = Enumerable.Range(0, 31).Aggregate(Shape.String, (shape, _) => Shape.ObjectOf([new("l", shape), new("r", shape)]));

        Assert.Equal("a: json", Text(("a", doubling)));
    }

    private static string Text(params (string, Shape)[] columns) => ParquetColumns.From(columns).ToText();

    private static string[] Types(params (string, Shape)[] columns) => [.. ParquetColumns.From(columns).Fields.Select(f => f.Type.ToText())];
}
