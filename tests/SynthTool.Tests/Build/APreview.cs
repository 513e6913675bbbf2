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
        Assert.Equal(["id", "text", "reply"], preview.Rows[0].Values.Select(v => v.Name));
        Assert.Equal(["s-001/0", "s-003/0"], preview.Rows.Select(r => r.Id));
        Assert.Equal(["\"s-001/0\"", "\"text 1\"", "\"re: s-001 text 1\""], preview.Rows[0].Values.Select(v => v.Value.GetRawText()));
        Assert.Equal([("s-002/0", "filter", "even", "not seed.id != \"s-002\"", "reply = \"re: s-002 text 2\"")], preview.Dropped.Select(Shown));
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

    [Fact]
    public async Task UntilAStepShowsWhatTheStepsGave()
    {
        using var dataset = TestDataset.Of(24).Then("{ filter: seed.id != \"s-002\" }", "{ map: length, to: chars(reply) }");

        var preview = await PreviewAsync(dataset, new PreviewChoice(3, Until: "reply"), new BuildOptions { Spending = Spending.Allow });

        Assert.Equal(["s-001/0", "s-002/0", "s-003/0"], preview.Rows.Select(r => r.Id));
        Assert.Equal(["reply = \"re: s-002 text 2\""], preview.Rows[1].Values.Select(v => $"{v.Name} = {v.Value.GetRawText()}"));
        Assert.Equal(21, (await dataset.BuildAsync()).Calls);
    }

    [Theory]
    [InlineData("s-017")]
    [InlineData("s-017/0")]
    public async Task OfOneRowAsksForItAlone(string row)
    {
        using var dataset = TestDataset.Of(24);

        var preview = await PreviewAsync(dataset, new PreviewChoice(null, row), new BuildOptions { Spending = Spending.Allow });

        Assert.Equal((1L, "s-017/0"), (preview.Calls, preview.Rows.Single().Id));
    }

    [Fact]
    public async Task OfAStepOrARowThatIsNotThereSaysSo()
    {
        using var dataset = await TestDataset.Of(24).BuiltAsync();

        var step = await PreviewAsync(dataset, new PreviewChoice(3, Until: "repl"), new BuildOptions());
        var row = await PreviewAsync(dataset, new PreviewChoice(null, "s-170"), new BuildOptions());

        Assert.Equal((BuildDiagnostics.UnknownTarget, ExitCode.Failed), (step.Diagnostics.Single().Kind, step.ExitCode));
        Assert.Contains("reply", step.Diagnostics[0].Hint, StringComparison.Ordinal);
        Assert.Equal((BuildDiagnostics.UnknownTarget, ExitCode.Failed), (row.Diagnostics.Single().Kind, row.ExitCode));
    }

    [Fact]
    public async Task ThatBuysWaitsForABuildAsAnotherBuildDoes()
    {
        using var dataset = TestDataset.Of(6);
        var session = new BuildSession(dataset.Workspace(), dataset.Definition, new BuildOptions(), NoListener.Instance);
        var held = await DatasetHold.AcquireAsync(session, CancellationToken.None);

        var busy = await PreviewAsync(dataset, 2, new BuildOptions { Spending = Spending.Allow, NoWait = true });
        Assert.Equal((ExitCode.Busy, 0L), (busy.ExitCode, busy.Calls));

        var waits = new Waits();
        var waiting = DatasetPreview.RunAsync(dataset.Workspace(), dataset.Definition, new PreviewChoice(2), new BuildOptions { Spending = Spending.Allow }, waits, (_, _) => new(false), CancellationToken.None);
        await waits.Told.Task;
        held.Dispose();

        Assert.Equal((ExitCode.Done, 2L), ((await waiting).ExitCode, (await waiting).Calls));
    }

    [Fact]
    public async Task OfStoredAnswersWaitsForNobody()
    {
        using var dataset = await TestDataset.Of(6).BuiltAsync();
        var session = new BuildSession(dataset.Workspace(), dataset.Definition, new BuildOptions(), NoListener.Instance);
        using var held = await DatasetHold.AcquireAsync(session, CancellationToken.None);

        var preview = await PreviewAsync(dataset, 2, new BuildOptions { Spending = Spending.Allow, NoWait = true });

        Assert.Equal((ExitCode.Done, 2), (preview.ExitCode, preview.Rows.Length));
    }

    private sealed class Waits : IBuildListener
    {
        public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void On(BuildEvent happened)
        {
            if (happened is BuildEvent.Waiting)
            {
                Told.TrySetResult();
            }
        }
    }

    private static (string, string, string, string?, string) Shown(PreviewDrop drop) =>
        (drop.Id, drop.Step, drop.Reason, drop.Because, string.Join(", ", drop.Values.Select(v => $"{v.Name} = {v.Value.GetRawText()}")));

    private static Task<PreviewOutcome> PreviewAsync(TestDataset dataset, int seeds, BuildOptions options) => PreviewAsync(dataset, new PreviewChoice(seeds), options);

    private static Task<PreviewOutcome> PreviewAsync(TestDataset dataset, PreviewChoice choice, BuildOptions options) =>
        DatasetPreview.RunAsync(dataset.Workspace(), dataset.Definition, choice, options, NoListener.Instance, (_, _) => new(false), CancellationToken.None);
}
