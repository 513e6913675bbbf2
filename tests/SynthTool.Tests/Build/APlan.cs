using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class APlan
{
    /// <summary>Of 24 seeds with two tones and two samples each; a few requests are equal.</summary>
    private const long Answers = 74;

    [Fact]
    public async Task ChangesNothing()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        dataset.Edit("s-010", "one").Redefine("reply.score >= 0.1", "reply.score >= 0.2");
        var before = Everything(dataset);

        await dataset.PlanAsync();
        await dataset.ExplainAsync("row:s-005");
        await dataset.ExplainAsync("data/seeds/a.jsonl");
        await DatasetValidate.RunAsync(dataset.Workspace(), dataset.Definition, 2, CancellationToken.None);
        await DatasetVerify.RunAsync(dataset.Workspace(), dataset.Definition, 2, CancellationToken.None);
        await DatasetRender.RunAsync(dataset.Workspace(), dataset.Definition, new RenderOptions(), _ => { }, CancellationToken.None);

        Assert.Equal(before, Everything(dataset));
    }

    [Fact]
    public async Task OfADatasetThatWasNeverBuiltLeavesNothingBehindButCaches()
    {
        using var dataset = TestDataset.Rich(24);
        var before = Everything(dataset);

        var plan = await dataset.PlanAsync();

        Assert.Equal((Answers, 24L), (plan.Calls.Known, plan.Seeds));
        Assert.Equal(before, Everything(dataset));
    }

    [Theory]
    [InlineData("edit", 4)]
    [InlineData("insert", 4)]
    [InlineData("delete", 0)]
    [InlineData("template", Answers)]
    [InlineData("samples", Answers / 2)]
    [InlineData("nothing", 0)]
    public async Task CountsTheCallsOfTheBuildExactly(string change, long calls)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        switch (change)
        {
            case "edit":
                dataset.Edit("s-010", "one");
                break;
            case "insert":
                dataset.Insert("t-1", "one", before: "s-012");
                break;
            case "delete":
                dataset.Delete("s-010");
                break;
            case "template":
                dataset.Replace("prompts/reply.sbn", "Be {{", "Do be {{");
                break;
            case "samples":
                dataset.Redefine("samples: 2", "samples: 3");
                break;
            default:
                break;
        }

        var plan = await dataset.PlanAsync();
        var outcome = await dataset.BuildAsync();

        Assert.Equal((calls, 0L), (plan.Calls.Known, plan.Calls.Estimated));
        Assert.Equal(calls, outcome.Calls);
        Assert.Equal(Math.Min(calls, 20), plan.Missing.Length);
    }

    [Fact]
    public async Task CountsEqualRequestsOnce()
    {
        using var dataset = TestDataset.Of(12).Write("prompts/reply.sbn", "user:\nAlways the same\n");

        var plan = await dataset.PlanAsync();

        Assert.Equal((1L, 1L), (plan.Calls.Known, (await dataset.BuildAsync()).Calls));
    }

    [Fact]
    public async Task SaysWhatItKnowsAndWhatItEstimates()
    {
        using var dataset = TestDataset.Of(10).Write("prompts/second.sbn", "user:\nAbout {{ reply }}\n")
            .Then("{ filter: chars(reply) != 16 }", "{ generate: second, teacher: writer, prompt: prompts/second.sbn, samples: 3 }");

        var first = await dataset.PlanAsync();
        await dataset.BuiltAsync();
        foreach (var key in dataset.Keys.ToList())
        {
            dataset.Edit(key, "new " + key);
        }

        var later = await dataset.PlanAsync();

        Assert.Equal(new PlannedCalls(10, 30, "samples and values as declared, one element a list"), first.Calls);
        Assert.Equal(new PlannedCalls(10, 3, "fan-out of the last build"), later.Calls); // the filter kept one of ten
    }

    [Fact]
    public async Task ShowsTheTimeThatAskingTakesByTheCallsMadeLastFromHereAndByTheLimits()
    {
        using var dataset = TestDataset.Of(10);
        var first = await dataset.PlanAsync();
        await dataset.BuiltAsync();
        await dataset.BuiltAsync(); // calls nobody, and keeps what is known

        var later = await dataset.Edit("s-001", "one").Edit("s-002", "two").PlanAsync();
        var paced = await dataset.Redefine("endpoint:", "limits: { requests_per_minute: 1 }, endpoint:").PlanAsync();

        Assert.Null(first.EstimatedTime);
        Assert.InRange(later.EstimatedTime!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromMinutes(2), paced.EstimatedTime);
    }

    [Fact]
    public async Task ShowsTheCostOfWhatIsMissingByWhatAnswersTookSoFar()
    {
        using var dataset = TestDataset.Of(10).Redefine("endpoint:", "price: { input_per_million: 100, output_per_million: 200, currency: EUR }, endpoint:");
        var first = await dataset.PlanAsync();
        await dataset.BuiltAsync();

        var later = await dataset.Edit("s-001", "one").Edit("s-002", "two").PlanAsync();

        Assert.Equal((null, "EUR"), (first.EstimatedCost, first.Currency));
        Assert.Equal((2 * ((10 * 100m) + (5 * 200m)) / 1_000_000, "EUR"), (later.EstimatedCost, later.Currency));
    }

    [Theory]
    [InlineData("nothing", 0)]
    [InlineData("edit", 4)]
    [InlineData("delete", 4)]
    [InlineData("template", Answers)]
    [InlineData("fewer samples", Answers / 2)]
    [InlineData("threshold", 0)]
    public async Task CountsBoughtAnswersThatAnEditMakesUseless(string change, long unused)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        _ = change switch
        {
            "edit" => dataset.Edit("s-010", "one"),
            "delete" => dataset.Delete("s-010"),
            "template" => dataset.Replace("prompts/reply.sbn", "Be {{", "Do be {{"),
            "fewer samples" => dataset.Redefine("samples: 2", "samples: 1"),
            "threshold" => dataset.Redefine("reply.score >= 0.1", "reply.score >= 0.2"),
            _ => dataset.Redefine("For tests", "For us"),
        };

        Assert.Equal(unused, (await dataset.PlanAsync()).Unused);
    }

    [Fact]
    public async Task OfBrokenFilesSaysWhatIsWrongWithAllOfThem()
    {
        using var dataset = TestDataset.Rich(4).Replace("prompts/reply.sbn", "{{ tone }}", "{{ tune }}").Replace("schemas/reply.json", "\"type\":\"object\"", "\"type\":\"thing\"");

        var plan = await dataset.PlanAsync();

        Assert.Equal(BuildStatus.Failed, plan.Status);
        Assert.Contains(plan.Diagnostics, d => d.Place?.Path == "data/schemas/reply.json");
    }

    private static SortedDictionary<string, string> Everything(TestDataset dataset) => new(
        dataset.Files("").Where(f => !f.StartsWith(".synth/cache/", StringComparison.Ordinal) && f != ".synth/.gitignore")
            .ToDictionary(f => f, f => $"{SynthTool.Files.FileStamp.Of(dataset.InRoot(f))}"), StringComparer.Ordinal);
}
