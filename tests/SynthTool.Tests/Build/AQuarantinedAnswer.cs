using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AQuarantinedAnswer
{
    private static TestDataset Broken()
    {
        var dataset = TestDataset.Of(12).Redefine("seeds:", "responses: commit\nseeds:");
        dataset.Teacher.Reply = TestTeacher.Replies(r => r.Message.StartsWith("s-005", StringComparison.Ordinal)
            ? TestTeacher.Truncated("half an ans")
            : FakeChatClient.Reply($"re: {r.Message}"));
        return dataset;
    }

    private static void Mend(TestDataset dataset) => dataset.Teacher.Reply = TestTeacher.Says(r => $"now: {r.Message}");

    [Fact]
    public async Task TakesItsRowAndIsCounted()
    {
        using var dataset = Broken();

        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Done, 12L, 11L, 1L), (outcome.ExitCode, outcome.Calls, outcome.Rows, outcome.Quarantined));
        Assert.Equal(1, outcome.Funnel[0].Dropped["truncated"]);
        Assert.Contains("count quarantined 1\n", dataset.LockText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaysOfflineAsTheSameQuarantine()
    {
        using var dataset = await Broken().BuiltAsync();
        using var clone = dataset.Clone();
        Mend(clone);

        var outcome = await clone.BuildAsync(o => o with { Locked = true, Offline = true, Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L, 11L, 1L), (outcome.ExitCode, outcome.Calls, outcome.Rows, outcome.Quarantined));
        Assert.Equal(dataset.Outputs(), clone.Outputs());
    }

    [Fact]
    public async Task IsAskedAgainOnlyOnRequestAndReplacedWhereverItLies()
    {
        using var dataset = await Broken().BuiltAsync();
        using var clone = dataset.Clone();
        foreach (var place in new[] { dataset, clone })
        {
            Mend(place);
            Assert.Equal(0, (await place.BuildAsync(o => o with { Force = true })).Calls);

            var retried = await place.BuildAsync(o => o with { RetryQuarantined = true });

            Assert.Equal(["s-005 text 5"], place.Teacher.AskedFor);
            Assert.Equal((12L, 0L), (retried.Rows, retried.Quarantined));
            Assert.Contains("now: s-005 text 5", place.Read("responses/reply.jsonl"), StringComparison.Ordinal);
            Assert.DoesNotContain("truncated", place.Read("responses/reply.jsonl"), StringComparison.Ordinal);
        }

        using var other = clone.Clone();
        Assert.Equal(12, (await other.BuildAsync(o => o with { Locked = true, Offline = true })).Rows);
    }

    [Fact]
    public async Task ThatFailsAgainStaysOne()
    {
        using var dataset = await Broken().BuiltAsync();

        var retried = await dataset.BuildAsync(o => o with { RetryQuarantined = true });
        var after = await dataset.BuildAsync();

        Assert.Equal((1L, 11L, 1L), (retried.Calls, retried.Rows, retried.Quarantined));
        Assert.Equal((0L, 11L, 1L), (after.Calls, after.Rows, after.Quarantined));
    }

    [Fact]
    public async Task ComesBackForNothingWhenTheRequestChangesAndChangesBack()
    {
        using var dataset = await Broken().BuiltAsync();
        Mend(dataset);

        var edited = await dataset.Edit("s-005", "other").BuildAsync();
        var back = await dataset.Edit("s-005", "text 5").BuildAsync();

        Assert.Equal((1L, 12L, 0L), (edited.Calls, edited.Rows, edited.Quarantined));
        Assert.Equal((0L, 11L, 1L), (back.Calls, back.Rows, back.Quarantined));
    }
}
