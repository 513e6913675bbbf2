using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AFailedGate
{
    [Fact]
    public async Task LeavesEverythingAsItWasAndFailsAgain()
    {
        using var dataset = await TestDataset.Of(12).Define("gates: [ rows >= 12 ]").BuiltAsync();
        var before = dataset.Outputs();
        dataset.Delete("s-003").Edit("s-004", "other");

        var outcome = await dataset.BuildAsync();
        var again = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Failed, BuildStatus.Failed, 1L), (outcome.ExitCode, outcome.Status, outcome.Calls));
        Assert.Equal((ExitCode.Failed, 0L), (again.ExitCode, again.Calls));
        Assert.All([outcome, again], o => Assert.Equal("SYNTH1101 data/set.synth.yaml(9,10) The gate \"rows >= 12\" fails: rows is 11", Text(o)));
        Assert.Equal(before, dataset.Outputs());

        var mended = await dataset.Redefine("rows >= 12", "rows >= 11").BuildAsync();
        Assert.Equal((ExitCode.Done, 0L, 11L), (mended.ExitCode, mended.Calls, mended.Rows));
    }

    [Fact]
    public async Task OfADatasetThatWasNeverBuiltLeavesNoOutput()
    {
        using var dataset = TestDataset.Of(5).Define("gates: [ rows >= 6 ]");

        Assert.Equal(ExitCode.Failed, (await dataset.BuildAsync()).ExitCode);
        Assert.Empty(dataset.Outputs());
    }

    [Fact]
    public async Task IsAnEmptyDatasetWhenNoneIsDeclaredAndNamesTheStepThatTookTheRows()
    {
        using var dataset = TestDataset.Of(5).Then("{ filter: chars(reply) > 3 }", "{ filter: { long: chars(reply) > 1000 } }", "{ split: { train: 100 } }");

        var outcome = await dataset.BuildAsync();

        Assert.Equal(ExitCode.Failed, outcome.ExitCode);
        Assert.Contains("rows is 0", Text(outcome), StringComparison.Ordinal);
        Assert.Contains("\"filter-2\"", Text(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsAlsoADatasetWithoutSeedsWhichSaysSo()
    {
        using var dataset = TestDataset.Of(0).Write("seeds/a.jsonl", "").Redefine(", text: seed.text", "").Write("prompts/reply.sbn", "user:\nHello\n");

        var outcome = await dataset.BuildAsync();

        Assert.Equal(ExitCode.Failed, outcome.ExitCode);
        Assert.Contains("there are no seeds", Text(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportsAllGatesAtOnce()
    {
        using var dataset = TestDataset.Of(10)
            .Then("{ filter: chars(reply) > 16 }", "{ split: { train: 60, test: 40 } }")
            .Define("gates: [ rows >= 100, rows.test >= 90, kept.filter == 100%, removed.filter in 0..0, quarantined <= 2% ]");

        var outcome = await dataset.BuildAsync();

        Assert.Equal(4, outcome.Diagnostics.Count(d => d.Kind.Code == "SYNTH1101"));
    }

    private static string Text(BuildOutcome outcome) => string.Join('\n', outcome.Diagnostics.Where(d => d.IsError).Select(d => $"{d.Kind.Code} {d.Place} {d.Message}"));
}
