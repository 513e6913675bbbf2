using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Shards;
using SynthTool.Steps;

namespace SynthTool.Tests.Shards;

public sealed class ASliceOfRows
{
    private static readonly Projection Output = TestRows.Output(TestRows.Column("id"), TestRows.Column("n"));

    private static readonly Row[] Rows =
    [
        TestRows.Row("a", """{"id":"a","n":1}"""),
        TestRows.Row("b", """{"id":"b","n":2.5}""", "test"),
        TestRows.Row("c", """{"id":"c","n":null}""", "train"),
    ];

    [Fact]
    public void CountsEachSplitAndTakesRowsWithoutOneAsTrain() =>
        Assert.Equal(["test 1", "train 2"], Slice.Of(Rows, Output, new Findings()).Splits.Select(s => $"{s.Split} {s.Rows}"));

    [Fact]
    public void ObservesTheShapesOfItsColumns() =>
        Assert.Equal([Shape.String.ToText(), Shape.Number.OrNull().ToText()], Slice.Of(Rows, Output, new Findings()).Observed.Select(s => s.ToText()));

    [Fact]
    public void HasTheSameDigestForTheSameValues()
    {
        var other = TestRows.Row("x", """{"n":1.0,"more":true,"id":"\u0061"}""");

        Assert.Equal(Digest(Rows[0]), Digest(other));
    }

    [Fact]
    public void HasAnotherDigestWhenAValueMovesFromOneColumnOrRowToTheNext()
    {
        var digests = new[]
        {
            Digest(TestRows.Row("a", """{"id":"x","n":"y"}""")),
            Digest(TestRows.Row("a", """{"id":"y","n":"x"}""")),
            Digest(TestRows.Row("a", """{"id":"xy","n":""}""")),
            Digest(TestRows.Row("a", """{"id":"x","n":null}"""), TestRows.Row("b", """{"id":"y","n":null}""")),
            Digest(TestRows.Row("a", """{"id":"y","n":null}"""), TestRows.Row("b", """{"id":"x","n":null}""")),
        };

        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void LeavesOutRowsForWhichWhereIsFalse()
    {
        var some = Output with { Where = row => row.Id != "b" };

        Assert.Equal(["train 2"], Slice.Of(Rows, some, new Findings()).Splits.Select(s => $"{s.Split} {s.Rows}"));
    }

    [Fact]
    public void ReportsEveryRowThatCannotBeEvaluated()
    {
        var findings = new Findings();
        var failing = TestRows.Output(new ProjectedColumn("x", null) { Value = row => throw new StepFailure(new Diagnostic(StepsDiagnostics.ExpressionFailed, null, $"For row {row.Id}: no")) });

        var slice = Slice.Of(Rows, failing, findings);

        Assert.Empty(slice.Splits);
        Assert.Equal(["For row a: no", "For row b: no", "For row c: no"], findings.ToSorted().Select(f => f.Message));
    }

    [Fact]
    public void ReportsAWhereThatCannotBeEvaluated()
    {
        var findings = new Findings();
        var failing = Output with { Where = _ => throw new StepFailure(new Diagnostic(StepsDiagnostics.ExpressionFailed, null, "no")) };

        Assert.Empty(Slice.Of([Rows[0]], failing, findings).Splits);
        Assert.True(findings.HasErrors);
    }

    private static SynthTool.Store.ContentHash Digest(params Row[] rows) => Slice.Of(rows, Output, new Findings()).In("train")!.Digest;
}
