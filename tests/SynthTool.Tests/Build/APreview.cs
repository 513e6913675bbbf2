using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class APreview
{
    [Fact]
    public async Task BuildsAFewSeedsForRealAndTheBuildReusesThem()
    {
        using var dataset = TestDataset.Of(24).Then("{ filter: { even: seed.id != \"s-002\" } }", "{ split: { train: 100 } }");

        var preview = await PreviewAsync(dataset, 3, new BuildOptions { Spending = Spending.Allow });

        Assert.Equal((ExitCode.Done, 3L), (preview.ExitCode, preview.Calls));
        Assert.Equal<string>(["id", "text", "reply"], preview.Columns);
        Assert.Equal(["s-001/0", "s-003/0"], preview.Rows.Select(r => r.Id));
        Assert.Equal(["\"s-001/0\"", "\"text 1\"", "\"re: s-001 text 1\""], preview.Rows[0].Values.Select(v => v.GetRawText()));
        Assert.Equal<PreviewDrop>([new PreviewDrop("s-002/0", "filter", "even", "not seed.id != \"s-002\"")], preview.Dropped);
        Assert.Empty(dataset.Outputs());

        Assert.Equal(21, (await dataset.BuildAsync()).Calls);
    }

    [Fact]
    public async Task ThatMayNotSpendNamesWhatIsMissing()
    {
        using var dataset = TestDataset.Of(24);

        var preview = await PreviewAsync(dataset, 3, new BuildOptions());

        Assert.Equal((ExitCode.ResponseMissing, 0L, 3), (preview.ExitCode, preview.Calls, preview.Missing.Length));
    }

    [Fact]
    public async Task OfABuiltDatasetTouchesNothing()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var (outputs, shards) = (dataset.Outputs(), dataset.Shards());

        var preview = await PreviewAsync(dataset, 24, new BuildOptions());

        Assert.Equal((ExitCode.Done, 0L), (preview.ExitCode, preview.Calls));
        Assert.Equal(outputs, dataset.Outputs());
        Assert.Equal(shards, dataset.Shards());
        Assert.Equal(BuildStatus.UpToDate, (await dataset.BuildAsync()).Status);
    }

    private static Task<PreviewOutcome> PreviewAsync(TestDataset dataset, int seeds, BuildOptions options) =>
        DatasetPreview.RunAsync(dataset.Workspace(), dataset.Definition, seeds, options, NoListener.Instance, (_, _) => new(false), CancellationToken.None);
}
