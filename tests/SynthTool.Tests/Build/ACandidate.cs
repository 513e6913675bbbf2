using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class ACandidate
{
    [Fact]
    public async Task OfAFailedGateIsTheRowsThatItHoldsBack()
    {
        using var dataset = await TestDataset.Of(12).Then("{ filter: { even: seed.id != \"s-002\" } }").Define("gates: [ rows >= 11 ]").BuiltAsync();
        var outputs = dataset.Outputs();
        dataset.Delete("s-003").Edit("s-004", "other");
        Assert.Equal(ExitCode.Failed, (await dataset.BuildAsync()).ExitCode);

        var preview = await PreviewAsync(dataset, 3);

        Assert.Equal((ExitCode.Done, 0L), (preview.ExitCode, preview.Calls));
        Assert.Equal((true, 10L), (preview.Candidate!.IsThere, preview.Candidate.Rows));
        Assert.Equal(["The gate \"rows >= 11\" fails: rows is 10"], preview.Candidate.FailedGates.AsEnumerable());
        Assert.Equal(["s-001/0", "s-004/0"], preview.Rows.Select(r => r.Id));
        Assert.Equal(["s-002/0"], preview.Dropped.Select(r => r.Id));
        Assert.Equal(outputs, dataset.Outputs());
    }

    [Fact]
    public async Task OfAStoppedBuildIsTheRowsThatAreAnswered()
    {
        using var dataset = TestDataset.Of(12);
        Assert.Equal(ExitCode.Budget, (await dataset.BuildAsync(o => o with { MaxCalls = 4 })).ExitCode);

        var preview = await PreviewAsync(dataset, null);

        Assert.Equal((true, null, 8L, 4), (preview.Candidate!.IsThere, preview.Candidate.Rows, preview.MissingCount, preview.Rows.Length));
        Assert.Equal(ExitCode.Done, preview.ExitCode);
    }

    [Fact]
    public async Task IsNothingWhereTheLockRecordsAllThatThereIs()
    {
        using var dataset = await TestDataset.Of(12).BuiltAsync();

        var preview = await PreviewAsync(dataset, 3);

        Assert.Equal((ExitCode.Done, false, 0), (preview.ExitCode, preview.Candidate!.IsThere, preview.Rows.Length));
    }

    [Fact]
    public async Task IsNothingWhereNothingWasEverAnswered()
    {
        using var dataset = TestDataset.Of(12);

        var preview = await PreviewAsync(dataset, 3);

        Assert.Equal((false, 12L), (preview.Candidate!.IsThere, preview.MissingCount));
    }

    [Fact]
    public async Task SeesWhatACorpusStepDecidedOverAllRows()
    {
        using var dataset = TestDataset.Rich(24).Define("  - rows >= 10000");
        Assert.Equal(ExitCode.Failed, (await dataset.BuildAsync()).ExitCode);

        var preview = await PreviewAsync(dataset, 24);
        var built = await dataset.Redefine("  - rows >= 10000\n", "").BuildAsync();

        Assert.Equal((built.Rows, (int)built.Rows), (preview.Candidate!.Rows, preview.Rows.Length));
    }

    private static Task<PreviewOutcome> PreviewAsync(TestDataset dataset, int? seeds) => DatasetPreview.RunAsync(
        dataset.Workspace(), dataset.Definition, new PreviewChoice(seeds) { Candidate = true }, new BuildOptions { Spending = Spending.Allow }, NoListener.Instance, (_, _) => new(false), CancellationToken.None);
}
