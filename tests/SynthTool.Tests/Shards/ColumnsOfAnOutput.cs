using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Shards;

namespace SynthTool.Tests.Shards;

public sealed class ColumnsOfAnOutput
{
    [Fact]
    public void AreAsDeclaredElseAsObservedInAllPartitions()
    {
        var output = TestRows.Output(TestRows.Column("declared", Shape.Number), TestRows.Column("seen"), TestRows.Column("never"), TestRows.Messages(("user", "q"), ("assistant", "a")));

        Assert.Equal(
            "declared: double\nseen: list<struct<x: int64, y: string>>\nnever: json\nmessages: list<struct<role: string, content: string>>",
            Text(output, """{"declared":1,"seen":[{"x":1}],"q":"q","a":"a"}""", """{"declared":2,"seen":[{"y":"s"},null],"q":"q","a":"a"}"""));
    }

    [Fact]
    public void AreJsonWhereValuesOfSeveralKindsWereSeen() =>
        Assert.Equal("v: json", Text(TestRows.Output(TestRows.Column("v")), """{"v":1}""", """{"v":"1"}"""));

    [Fact]
    public void AreJsonWhereAnUndeclaredNumberFitsNoColumnOfNumbers() =>
        Assert.Equal("v: json", Text(TestRows.Output(TestRows.Column("v")), """{"v":1}""", """{"v":12345678901234567890}"""));

    [Fact]
    public void AreRefusedWhereValuesDifferFromWhatIsDeclared()
    {
        var findings = new Findings();
        var output = TestRows.Output(TestRows.Column("v", Shape.ObjectOf([new("a", Shape.Integer)])), TestRows.Column("w", Shape.String.OrNull()));

        _ = OutputColumns.Of(output, [Slice.Of([TestRows.Row("r", """{"v":{"a":1,"b":2},"w":null}""")], output, findings)], findings);

        var found = Assert.Single(findings.ToSorted());
        Assert.Equal("SYNTH1204", found.Kind.Code);
        Assert.Equal("column \"v\" is declared as struct<a: int64>, and its values are struct<a: int64, b: int64>", found.Message);
    }

    private static string Text(Projection output, params string[] seeds)
    {
        var findings = new Findings();
        var slices = seeds.Select((s, i) => Slice.Of([TestRows.Row($"r{i}", s)], output, findings)).ToArray();
        var text = OutputColumns.Of(output, slices, findings).ToText();
        Assert.Empty(findings.ToSorted());
        return text;
    }
}
