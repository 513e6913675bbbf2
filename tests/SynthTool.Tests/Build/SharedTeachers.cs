using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>A file of teachers that a definition names.</summary>
public sealed class SharedTeachers
{
    private const string Teachers = "writer: { provider: openai, model: test, endpoint: \"http://127.0.0.1:9/v1\" }\n";

    [Fact]
    public async Task CostNoCallWhenTheyMoveOut()
    {
        using var dataset = await TestDataset.Of(24).BuiltAsync();
        var shards = dataset.Shards();

        var outcome = await Share(dataset).BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal((ExitCode.Done, 0L, 0), (outcome.ExitCode, outcome.Calls, outcome.Shards.Written));
        Assert.Equal(shards, dataset.Shards());
        Assert.Contains("teachers /teachers.yaml", dataset.LockText, StringComparison.Ordinal);
        Assert.Equal(BuildStatus.UpToDate, (await dataset.BuildAsync()).Status);
    }

    [Theory]
    [InlineData("127.0.0.1:9/v1", "elsewhere.example/v1")]
    [InlineData("writer:", "# a comment\nwriter:")]
    [InlineData("model: test,", "model: test, send_as: other, limits: { concurrency: 3 },")]
    public async Task CostNoCallWhenWhatIsNoIdentityChanges(string old, string by)
    {
        using var dataset = await Share(TestDataset.Of(24)).BuiltAsync();
        var shards = dataset.Shards();

        dataset.Replace("../teachers.yaml", old, by);
        var plan = await dataset.PlanAsync();
        var outcome = await dataset.BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal(("teachers.yaml", "step-changed"), (plan.Stale.Single().Where, plan.Stale.Single().Code));
        Assert.Equal((ExitCode.Done, 0L, 0), (outcome.ExitCode, outcome.Calls, outcome.Shards.Written));
        Assert.Equal(shards, dataset.Shards());
    }

    [Fact]
    public async Task AreAskedAnewWhenTheModelChanges()
    {
        using var dataset = await Share(TestDataset.Of(24)).BuiltAsync();

        var plan = await dataset.Replace("../teachers.yaml", "model: test", "model: test-2").PlanAsync();

        Assert.Equal(24, plan.Calls.Known);
        Assert.Contains(plan.Stale, r => r.Code == StaleCode.TeacherChanged && r.Where == "teachers.yaml:1");
        Assert.Equal("teachers", (await dataset.ExplainAsync("teachers.yaml")).File!.Role);
    }

    [Fact]
    public async Task AreMissedWhereTheyAreNamed()
    {
        using var dataset = Share(TestDataset.Of(3)).Remove("teachers.yaml");

        var found = Assert.Single((await dataset.BuildAsync()).Diagnostics);

        Assert.Equal(("data/set.synth.yaml", 3, 11), (found.Place!.Path, found.Place.Line, found.Place.Column));
    }

    [Fact]
    public async Task DoNotLeaveTheRepositoryThroughALink()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("t.yaml", Teachers);
        using var dataset = Share(TestDataset.Of(3)).Remove("teachers.yaml");
        File.CreateSymbolicLink(dataset.InRoot("teachers.yaml"), elsewhere["t.yaml"]);

        var found = (await dataset.BuildAsync()).Diagnostics;

        Assert.Contains(found, d => d.Message.Contains("leaves the repository", StringComparison.Ordinal));
    }

    private static TestDataset Share(TestDataset dataset) => dataset
        .Redefine("teachers:\n  writer: { provider: openai, model: test, endpoint: \"http://127.0.0.1:9/v1\" }\n", "teachers: ../teachers.yaml\n")
        .Write("../teachers.yaml", Teachers);
}
