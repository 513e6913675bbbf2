using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class AnotherPrompt
{
    [Fact]
    public async Task IsAskedBesideTheStepsOwnWhoseAnswersComeFromTheStore()
    {
        using var dataset = await TestDataset.Of(12).Then("{ map: length, to: chars(reply) }").BuiltAsync();
        var outputs = dataset.Outputs();
        dataset.Write("prompts/other.sbn", "user:\nOther {{ seed.text }} {{ include 'part.sbn' }}\n").Write("prompts/part.sbn", "!");

        var preview = await PreviewAsync(dataset, 2, new OtherPrompt(null, "data/prompts/other.sbn"), new BuildOptions { Spending = Spending.Allow });

        Assert.Equal((ExitCode.Done, 2L), (preview.ExitCode, preview.Calls));
        Assert.Equal(("reply", "data/prompts/reply.sbn", "data/prompts/other.sbn"), (preview.Comparison!.Step, preview.Comparison.Own, preview.Comparison.Other));
        Assert.Equal(
            [("s-001/0", "re: s-001 text 1", "re: Other text 1 !"), ("s-002/0", "re: s-002 text 2", "re: Other text 2 !")],
            preview.Comparison.Pairs.Select(p => (p.Id, p.Own!.Value!.Value.GetString()!, p.Other!.Value!.Value.GetString()!)));
        Assert.Equal(outputs, dataset.Outputs());
        Assert.Equal(0, (await PreviewAsync(dataset, 2, new OtherPrompt("reply", "data/prompts/other.sbn"), new BuildOptions())).Calls);
    }

    [Fact]
    public async Task MayReadFieldsThatTheDatasetDoesNot()
    {
        using var dataset = TestDataset.Of(3).Redefine(", text: seed.text", "").Write("prompts/reply.sbn", "user:\n{{ seed.id }}\n").Write("prompts/other.sbn", "user:\n{{ seed.text }}\n");

        var preview = await PreviewAsync(dataset, 1, new OtherPrompt(null, "data/prompts/other.sbn"), new BuildOptions { Spending = Spending.Allow });

        Assert.Equal("re: text 1", preview.Comparison!.Pairs.Single().Other!.Value!.Value.GetString());
    }

    [Fact]
    public async Task CountsAgainstOnePermissionTogetherWithTheOwn()
    {
        using var dataset = TestDataset.Of(6).Write("prompts/other.sbn", "user:\nOther {{ seed.text }}\n");

        var refused = await PreviewAsync(dataset, 2, new OtherPrompt(null, "data/prompts/other.sbn"), new BuildOptions());
        var stopped = await PreviewAsync(dataset, 2, new OtherPrompt(null, "data/prompts/other.sbn"), new BuildOptions { Spending = Spending.Allow, MaxCalls = 3 });

        Assert.Equal((ExitCode.ResponseMissing, 4L), (refused.ExitCode, refused.MissingCount));
        Assert.Equal((ExitCode.Budget, 3L), (stopped.ExitCode, stopped.Calls));
    }

    [Fact]
    public async Task ShowsAFailureOfContentAsOne()
    {
        using var dataset = TestDataset.Of(1).Write("prompts/other.sbn", "user:\nOther\n");
        dataset.Teacher.Reply = TestTeacher.Replies(r => r.Message == "Other" ? TestTeacher.Truncated("Hal") : FakeChatClient.Reply("whole"));

        var preview = await PreviewAsync(dataset, 1, new OtherPrompt(null, "data/prompts/other.sbn"), new BuildOptions { Spending = Spending.Allow });

        var pair = Assert.Single(preview.Comparison!.Pairs);
        Assert.Equal("whole", pair.Own!.Value!.Value.GetString());
        Assert.StartsWith("truncated", pair.Other!.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "data/prompts/reply.sbn", "SYNTH1312")]
    [InlineData(null, "data/prompts/none.sbn", "SYNTH0102")]
    [InlineData(null, "data/prompts/wrong.sbn", "SYNTH0710")]
    public async Task ThatCannotBeTriedIsAnErrorBeforeAnythingIsSpent(string? step, string path, string code)
    {
        using var dataset = TestDataset.Of(3).Write("prompts/wrong.sbn", "user:\n{{ seed.texd }}\n");

        var preview = await PreviewAsync(dataset, 2, new OtherPrompt(step, path), new BuildOptions { Spending = Spending.Allow });

        Assert.Equal((ExitCode.Failed, 0L, code), (preview.ExitCode, preview.Calls, Assert.Single(preview.Diagnostics).Kind.Code));
    }

    [Fact]
    public async Task NeedsAStepWhereSeveralAsk()
    {
        using var dataset = TestDataset.Of(3).Then("{ generate: second, teacher: writer, prompt: prompts/reply.sbn }").Write("prompts/other.sbn", "user:\n{{ reply }}?\n");

        var without = await PreviewAsync(dataset, 1, new OtherPrompt(null, "data/prompts/other.sbn"), new BuildOptions { Spending = Spending.Allow });
        var with = await PreviewAsync(dataset, 1, new OtherPrompt("second", "data/prompts/other.sbn"), new BuildOptions { Spending = Spending.Allow });

        Assert.Contains("--step", Assert.Single(without.Diagnostics).Hint, StringComparison.Ordinal);
        Assert.Equal("re: re: s-001 text 1?", with.Comparison!.Pairs.Single().Other!.Value!.Value.GetString());
    }

    private static Task<PreviewOutcome> PreviewAsync(TestDataset dataset, int seeds, OtherPrompt prompt, BuildOptions options) => DatasetPreview.RunAsync(
        dataset.Workspace(), dataset.Definition, new PreviewChoice(seeds) { Prompt = prompt }, options, NoListener.Instance, (_, _) => new(false), CancellationToken.None);
}
