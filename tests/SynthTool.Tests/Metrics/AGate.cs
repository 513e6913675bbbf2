using System.Collections.Immutable;
using SynthTool.Metrics;
using SynthTool.Tests.Definition;

namespace SynthTool.Tests.Metrics;

public sealed class AGate
{
    private static readonly DatasetCounts Counts = new(
        90, ImmutableSortedDictionary<string, long>.Empty.Add("train", 80).Add("test", 10),
        [new StepTotal("draft", 100, 0), new StepTotal("filter", 90, 10), new StepTotal("dedup", 90, 0)], 3, 120);

    [Theory]
    [InlineData("rows >= 90", null)]
    [InlineData("rows > 90", "rows is 90")]
    [InlineData("rows <= 90", null)]
    [InlineData("rows < 90", "rows is 90")]
    [InlineData("rows == 90", null)]
    [InlineData("rows == 91", "rows is 90")]
    [InlineData("rows in 90..90", null)]
    [InlineData("rows in 1..89", "rows is 90")]
    [InlineData("rows in 91..100", "rows is 90")]
    [InlineData("rows >= 89.5", null)]
    [InlineData("rows.test >= 10", null)]
    [InlineData("rows.test >= 11", "rows.test is 10")]
    [InlineData("kept.filter == 90%", null)]
    [InlineData("kept.filter in 90%..90%", null)]
    [InlineData("kept.filter >= 90.01%", "kept.filter is 90% (90 of 100)")]
    [InlineData("kept.filter >= 91", "kept.filter is 90")]
    [InlineData("removed.filter <= 10%", null)]
    [InlineData("removed.filter < 10%", "removed.filter is 10% (10 of 100)")]
    [InlineData("removed.dedup <= 0%", null)]
    [InlineData("kept.draft == 100%", null)]
    [InlineData("quarantined <= 3", null)]
    [InlineData("quarantined <= 2.5%", null)]
    [InlineData("quarantined < 2.5%", "quarantined is 2.5% (3 of 120)")]
    public void ComparesExactly(string gate, string? measured) =>
        Assert.Equal(measured is null ? [] : [$"The gate \"{gate}\" fails: {measured}"], Run(gate, Counts));

    [Theory]
    [InlineData("kept.filter >= 50%", "kept.filter is 0% (0 of 0)")]
    [InlineData("quarantined <= 1%", null)]
    [InlineData("rows >= 1", "rows is 0: there are no seeds")]
    public void TakesAPercentageOfNothingForNothing(string gate, string? measured) =>
        Assert.Equal(measured is null ? [] : [$"The gate \"{gate}\" fails: {measured}"], Run(gate, new(0, ImmutableSortedDictionary<string, long>.Empty, [new("draft", 0, 0), new("filter", 0, 0), new("dedup", 0, 0)], 0, 0)));

    [Fact]
    public void NamesTheStepThatTookTheLastRows() => Assert.Equal(
        ["The gate \"rows >= 1\" fails: rows is 0: the step \"filter\" took the last 7"],
        Run("rows >= 1", new(0, ImmutableSortedDictionary<string, long>.Empty, [new("draft", 7, 2), new("filter", 0, 7), new("dedup", 0, 0)], 0, 9)));

    [Fact]
    public void DoesNotRoundInTheRowsFavour() => Assert.Equal(
        ["The gate \"kept.filter >= 66.67%\" fails: kept.filter is 66.67% (2 of 3)"],
        Run("kept.filter >= 66.67%", Counts with { Steps = [new("filter", 2, 1)] }));

    private static IEnumerable<string> Run(string gate, DatasetCounts counts)
    {
        var definition = Sample.ReadClean($$"""
            {{Sample.Head}}{{Sample.Teacher}}steps:
              - { generate: draft, teacher: t, prompt: a.sbn }
              - { filter: draft == "x" }
              - { dedup: draft }
              - { split: { train: 90, test: 10 } }
            gates: [ {{gate}} ]
            """);
        return GateCheck.Run(definition.Gates, counts).Select(d => d.Message);
    }
}
