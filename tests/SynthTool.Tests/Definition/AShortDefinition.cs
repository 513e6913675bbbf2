using SynthTool.Definition;
using SynthTool.Diagnostics;

namespace SynthTool.Tests.Definition;

public sealed class AShortDefinition
{
    [Fact]
    public void HasDefaultsForEverythingElse()
    {
        var read = Sample.ReadClean(Sample.Head);

        Assert.Equal((null, null, null, false, null), (read.Version, read.Description, read.License, read.CommitResponses, read.BudgetCalls));
        Assert.Empty(read.Teachers);
        Assert.Empty(read.Steps);
        Assert.Equal("data/a.jsonl", read.Sources[0].From[0].Value);
        Assert.Empty(read.Sources[0].Key);
        Assert.Empty(read.Sources[0].Group);
        Assert.Empty(read.Sources[0].Rename);
    }

    [Fact]
    public void WritesOneTableOfItsSeeds()
    {
        var output = Assert.Single(Sample.ReadClean(Sample.Head).Outputs);

        Assert.Equal(("default", OutputFormat.Table, 4096), (output.Name.Value, output.Format, output.SeedsPerShard));
        Assert.Equal(["id=row.id", "seed=seed"], output.Columns.Select(c => $"{c.Name}={c.Value?.Text}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gates: []\n")]
    public void MustHaveARow(string gates)
    {
        var gate = Assert.Single(Sample.ReadClean(Sample.Head + gates).Gates);

        Assert.Equal(("rows >= 1", "rows", GateComparison.GreaterOrEqual, 1m), (gate.Text, gate.Term, gate.Comparison, gate.Bound));
    }

    [Fact]
    public void GivesATeacherItsDefaults()
    {
        var teacher = Assert.Single(Sample.ReadClean(Sample.Head + Sample.Teacher).Teachers);

        Assert.Equal(new TeacherLimits(16, null, null, 300), teacher.Limits);
        Assert.Same(ModelOptions.None, teacher.Options);
        Assert.Null(teacher.Price ?? (object?)teacher.License ?? teacher.Endpoint ?? teacher.ApiKey);
    }

    [Fact]
    public void MayLieAtTheRootAndUseTheTrainSplit()
    {
        var read = Sample.ReadClean(Sample.Head + "gates: rows.train >= 1\n");

        Assert.Equal("rows.train", Assert.Single(read.Gates).Term);
    }

    [Fact]
    public void MayBeWrittenAsJson()
    {
        const string text = """{"dataset": "d", "seeds": [{"from": "a.jsonl"}], "steps": [{"map": "x", "to": "seed.y"}]}""";

        var read = Sample.ReadClean(text);

        Assert.Equal(new SourcePlace(Sample.Path, 1, text.IndexOf("seed.y", StringComparison.Ordinal) + 1), Assert.IsType<MapDefinition>(Assert.Single(read.Steps)).To.Place);
    }
}
