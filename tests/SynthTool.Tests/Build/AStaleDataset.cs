using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>Each reason of the closed list that can occur now, with the edit that gives it and the place it names.</summary>
public sealed class AStaleDataset
{
    [Fact]
    public async Task WasNeverBuilt()
    {
        using var dataset = TestDataset.Rich(24);

        Assert.Equal(["never-built  "], await DatasetReasonsAsync(dataset));
    }

    [Fact]
    public async Task IsNoneWhenNothingChanged()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        Assert.Equal(BuildStatus.UpToDate, (await dataset.PlanAsync()).Status);

        var plan = await dataset.Remove(".synth/cache").PlanAsync();

        Assert.Empty(plan.Stale);
        Assert.Equal((BuildStatus.UpToDate, 0L), (plan.Status, plan.Calls.Known));
    }

    [Theory]
    [InlineData("prompts/reply.sbn", "Be {{", "Be so {{", "template-changed data/prompts/reply.sbn ")]
    [InlineData("prompts/parts/ask.sbn", "Say", "Tell", "template-changed data/prompts/parts/ask.sbn ")]
    [InlineData("schemas/reply.json", "\"number\"", "\"number\",\"maximum\":1", "schema-changed data/schemas/reply.json ")]
    [InlineData("schemas/seed.json", "\"id\",\"text\"]", "\"id\"]", "schema-changed data/schemas/seed.json ")]
    [InlineData("set.synth.yaml", "model: test", "model: best", "teacher-changed data/set.synth.yaml:8 writer.model: test → best")]
    [InlineData("set.synth.yaml", "model: test", "model: test, revision: fp8", "teacher-changed data/set.synth.yaml:8 writer.revision: (none) → fp8")]
    [InlineData("set.synth.yaml", "temperature: 0.75", "temperature: 0.5", "teacher-changed data/set.synth.yaml:8 writer.options: {\"temperature\":0.75} → {\"temperature\":0.5}")]
    [InlineData("set.synth.yaml", "reply.score >= 0.1", "reply.score >= 0.2", "step-changed data/set.synth.yaml:12 filter")]
    [InlineData("set.synth.yaml", "calm, brief", "calm, short", "step-changed data/set.synth.yaml:10 tone")]
    [InlineData("set.synth.yaml", "samples: 2", "samples: 3", "step-changed data/set.synth.yaml:11 reply")]
    [InlineData("set.synth.yaml", "dedup: reply.text", "dedup: seed.text", "step-changed data/set.synth.yaml:13 dedup")]
    [InlineData("set.synth.yaml", "text) / 4", "text) / 3", "step-changed data/set.synth.yaml:14 length")]
    [InlineData("set.synth.yaml", "train: 87.5, test: 12.5", "train: 75, test: 25", "step-changed data/set.synth.yaml:15 split")]
    [InlineData("set.synth.yaml", "seeds_per_shard: 16", "seeds_per_shard: 8", "sharding-changed data/set.synth.yaml flat")]
    [InlineData("set.synth.yaml", "where: length > 1", "where: length > 2", "sharding-changed data/set.synth.yaml flat")]
    [InlineData("set.synth.yaml", "rows >= 10", "rows >= 12", "gate-changed data/set.synth.yaml ")]
    [InlineData("set.synth.yaml", "For tests", "For us", "step-changed data/set.synth.yaml text of the definition")]
    [InlineData("seeds/a.jsonl", "Größe 9,", "Größe IX,", "seed-changed data/seeds/a.jsonl:9 s-009")]
    [InlineData("seeds/a.jsonl", "{\"id\":\"s-007\"", "{\"id\":\"new\",\"text\":\"new\"}\n{\"id\":\"s-007\"", "seed-added data/seeds/a.jsonl:7 new")]
    [InlineData("set.synth.lock", "shard=1", "shard=0", "epoch-changed ")]
    public async Task NamesTheFileAndLineThatChanged(string file, string old, string by, string reason)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        var reasons = await DatasetReasonsAsync(dataset.Replace(file, old, by));

        Assert.StartsWith(reason, Assert.Single(reasons), StringComparison.Ordinal);
        Assert.Equal(reasons, (await dataset.BuildAsync()).Reasons.Where(r => r.What == "dataset").Select(Text));
        Assert.Empty(await DatasetReasonsAsync(dataset));
    }

    [Fact]
    public async Task NamesTheFileThatARemovedSeedWasIn()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        Assert.Equal(["seed-removed data/seeds/a.jsonl "], await DatasetReasonsAsync(dataset.Delete("s-009")));
    }

    [Fact]
    public async Task KnowsSeedsThatOnlyChangedPlaces()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        Assert.Equal(["seeds-reordered  "], await DatasetReasonsAsync(dataset.Move("s-009", "seeds/b.jsonl")));
    }

    [Fact]
    public async Task NamesForEachPartitionTheSeedInIt()
    {
        using var dataset = await TestDataset.Rich(40).BuiltAsync();

        var plan = await dataset.Edit("s-003", "one").Edit("s-036", "two").PlanAsync();

        var partitions = plan.Stale.Where(r => r.What.StartsWith("partition:", StringComparison.Ordinal) && r.Code != StaleCode.ResponseMissing);
        Assert.Equal(["seed-changed data/seeds/a.jsonl:3 s-003", "seed-changed data/seeds/a.jsonl:36 s-036"], partitions.Select(Text));
    }

    [Fact]
    public async Task NamesPartitionsWhoseAnswersAreMissing()
    {
        using var dataset = await TestDataset.Of(24).BuiltAsync();

        var plan = await dataset.Remove(".synth/responses").PlanAsync();

        Assert.All(plan.Stale, r => Assert.Equal("response-missing", r.Code));
        Assert.Equal(plan.Partitions, plan.Stale.Length);
        Assert.Equal(24, plan.Calls.Known);
    }

    [Fact]
    public async Task NamesPartitionsWhoseAnswersAreOthers()
    {
        using var dataset = await TestDataset.Of(24).Redefine("seeds:", "responses: commit\nseeds:").BuiltAsync();

        var plan = await dataset.Replace("responses/reply.jsonl", "re: s-006 text 6", "another").PlanAsync();

        Assert.Equal(["partition response-changed", "shard response-changed"], plan.Stale.Select(r => $"{r.What.Split(':')[0]} {r.Code}"));
    }

    [Theory]
    [InlineData(true, "output-missing")]
    [InlineData(false, "output-modified")]
    public async Task NamesTheShardThatAPersonTouched(bool delete, string reason)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var path = dataset.Shards().Keys.Last();
        if (delete)
        {
            dataset.Remove(path);
        }
        else
        {
            File.AppendAllText(dataset.InRoot(path), "x");
        }

        var plan = await dataset.PlanAsync();

        Assert.Equal(($"shard:{path}", reason), (Assert.Single(plan.Stale).What, plan.Stale[0].Code));
        var explained = await dataset.ExplainAsync(path);
        Assert.Equal(reason, Assert.Single(explained.File!.Stale).Code);
    }

    [Fact]
    public async Task NamesTheShardThatWillBeReplacedAndNoneThatIsOnlyToCome()
    {
        using var dataset = await TestDataset.Of(40).Then("{ filter: { here: seed.id != 's-003' } }").BuiltAsync();
        var before = dataset.Shards();

        var plan = await dataset.Redefine("s-003", "s-036").PlanAsync();
        await dataset.BuiltAsync();

        var replaced = before.Keys.Except(dataset.Shards().Keys, StringComparer.Ordinal).Select(p => $"shard:{p}");
        Assert.Equal(replaced, plan.Stale.Where(r => r.What.StartsWith("shard:", StringComparison.Ordinal)).Select(r => r.What));
        Assert.All(plan.Stale, r => Assert.Equal(StaleCode.StepChanged, r.Code));
    }

    [Fact]
    public async Task NamesTheShardOfAnEditedSeedWhileItsAnswerIsMissing()
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();
        var before = dataset.Shards();

        var plan = await dataset.Edit("s-003", "new").PlanAsync();
        await dataset.BuiltAsync();

        var replaced = Assert.Single(before.Keys.Except(dataset.Shards().Keys, StringComparer.Ordinal));
        var shard = Assert.Single(plan.Stale, r => r.What.StartsWith("shard:", StringComparison.Ordinal));
        Assert.Equal(($"shard:{replaced}", StaleCode.SeedChanged, "data/seeds/a.jsonl:3"), (shard.What, shard.Code, shard.Where));
    }

    [Theory]
    [InlineData("out/set/manifest.json", true)]
    [InlineData("out/set/manifest.json", false)]
    [InlineData("out/set/README.md", true)]
    [InlineData("out/set/README.md", false)]
    [InlineData("data/set.synth.lock", false)]
    [InlineData("data/responses", true)]
    public async Task NamesAnotherFileThatABuildWritesAnew(string path, bool delete)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.Outputs();
        if (delete)
        {
            dataset.Remove(path);
        }
        else
        {
            File.AppendAllText(dataset.InRoot(path), "\n");
        }

        var plan = await dataset.PlanAsync();

        var code = delete && path != "data/responses" ? StaleCode.OutputMissing : StaleCode.OutputModified;
        Assert.Equal(new StaleReason("dataset", code, path), Assert.Single(plan.Stale));
        Assert.Equal(BuildStatus.OutOfDate, plan.Status);
        Assert.Equal(BuildStatus.Built, (await dataset.BuildAsync()).Status);
        Assert.Equal(before, dataset.Outputs());
        Assert.Equal(BuildStatus.UpToDate, (await dataset.PlanAsync()).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HasALockWithAnEditedPartition(bool withCache)
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.LockText;
        var line = before.Split('\n').Last(l => l.StartsWith("partition ", StringComparison.Ordinal));
        dataset.Write("set.synth.lock", before.Replace(line, line[..^4] + (line.EndsWith("0000", StringComparison.Ordinal) ? "1111" : "0000"), StringComparison.Ordinal));
        if (!withCache)
        {
            dataset.Remove(".synth/cache");
        }

        var plan = await dataset.PlanAsync();

        Assert.Equal(BuildStatus.OutOfDate, plan.Status);
        Assert.NotEmpty(plan.Stale);
        Assert.Equal(ExitCode.Done, (await dataset.BuildAsync(o => o with { Spending = Spending.Never })).ExitCode);
        Assert.Equal(before, dataset.LockText);
    }

    [Fact]
    public async Task CountsOnlyShardsThatLieThereAsKept()
    {
        using var dataset = await TestDataset.Of(24).BuiltAsync();
        var total = dataset.Shards().Count;
        DatasetClean.Run(dataset.Workspace(), dataset.Definition, cacheToo: false);

        var plan = await dataset.PlanAsync();

        Assert.Equal(new ShardCounts(total, 0, 0, 0), plan.Last!.Shards);
        Assert.Equal(total, plan.Stale.Count(r => r.Code == StaleCode.OutputMissing && r.What.StartsWith("shard:", StringComparison.Ordinal)));
        await dataset.BuiltAsync();
        Assert.Equal(new ShardCounts(total, 0, total - 1, 0), (await dataset.Remove(dataset.Shards().Keys.First()).PlanAsync()).Last!.Shards);
    }

    [Fact]
    public async Task NamesPartitionsWhoseAnswersAreDamaged()
    {
        using var dataset = await TestDataset.Of(24).BuiltAsync();
        var pack = dataset.InRoot(dataset.Files(".synth/responses").Single(f => f.EndsWith(".pack", StringComparison.Ordinal)));
        var bytes = File.ReadAllBytes(pack);
        bytes[bytes.AsSpan().IndexOf("text 16"u8)] ^= 1;
        File.WriteAllBytes(pack, bytes);

        var plan = await dataset.PlanAsync();
        var outcome = await dataset.BuildAsync(o => o with { Locked = false });

        Assert.Equal(["partition response-corrupt"], plan.Stale.Select(r => $"{r.What.Split(':')[0]} {r.Code}"));
        Assert.Equal(1, plan.Calls.Known);
        Assert.Equal(["response-corrupt"], outcome.Reasons.Select(r => r.Code));
    }

    [Fact]
    public async Task NamesPartitionsWhoseCommittedAnswersAreDamaged()
    {
        using var dataset = await TestDataset.Of(24).Redefine("seeds:", "responses: commit\nseeds:").BuiltAsync();

        var plan = await dataset.Remove(".synth/responses").Replace("responses/reply.jsonl", "\"re: s-016 text 16\"", "\"re: s-016 text 16").PlanAsync();

        Assert.Equal(["partition response-corrupt"], plan.Stale.Select(r => $"{r.What.Split(':')[0]} {r.Code}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LostAllSeedsOfAPartition(bool another)
    {
        using var dataset = await TestDataset.Of(40).BuiltAsync();
        var partitions = LockFile.Parse(dataset.LockText).Lock.Traces.Keys.Select(k => k.Partition).Order(StringComparer.Ordinal).ToList();
        foreach (var key in dataset.Keys.Where(k => string.CompareOrdinal(k, partitions[2]) >= 0 && string.CompareOrdinal(k, partitions[3]) < 0).ToList())
        {
            dataset.Delete(key);
        }

        if (another)
        {
            dataset.Edit("s-040", "new");
        }

        var plan = await dataset.PlanAsync();

        var codes = plan.Stale.Where(r => r.Code != StaleCode.ResponseMissing && r.Where != "data/seeds/a.jsonl:" + (dataset.Keys.Count)).Select(r => r.Code).Distinct();
        Assert.Equal([StaleCode.SeedRemoved], codes);
        Assert.Contains(plan.Stale, r => r.What.StartsWith("shard:", StringComparison.Ordinal) && r.Code == StaleCode.SeedRemoved);
    }

    [Fact]
    public async Task LostSeedsOfAPartitionOnAnotherMachine()
    {
        using var built = await TestDataset.Of(40).Redefine("seeds:", "responses: commit\nseeds:").BuiltAsync();
        using var dataset = built.Clone();
        var partitions = LockFile.Parse(dataset.LockText).Lock.Traces.Keys.Select(k => k.Partition).Order(StringComparer.Ordinal).ToList();
        foreach (var key in dataset.Keys.Where(k => string.CompareOrdinal(k, partitions[2]) >= 0 && string.CompareOrdinal(k, partitions[3]) < 0).ToList())
        {
            dataset.Delete(key);
        }

        Assert.Equal(["seed-removed"], (await dataset.PlanAsync()).Stale.Where(r => r.Where is null && r.What == "dataset").Select(r => r.Code));
    }

    [Fact]
    public async Task HasALockThatIsNoText()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var before = dataset.Outputs();
        File.WriteAllBytes(dataset.At("set.synth.lock"), [0xff, 0xfe]);

        var plan = await dataset.PlanAsync();
        var outcome = await dataset.BuildAsync(o => o with { Spending = Spending.Never });

        Assert.Equal("SYNTH1303", Assert.Single(plan.Diagnostics).Kind.Code);
        Assert.Contains("`dotnet synth build set`", plan.Diagnostics[0].Hint, StringComparison.Ordinal);
        Assert.Contains(plan.Stale, r => r.Code == StaleCode.LockMissing);
        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(before, dataset.Outputs());
    }

    [Fact]
    public async Task HasALockThatCannotBeUsed()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        Assert.Equal(["lock-missing data/set.synth.lock "], await DatasetReasonsAsync(dataset.Write("set.synth.lock", "<<<<<<< ours\n=======\n>>>>>>> theirs\n")));
    }

    [Fact]
    public async Task IsForced()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();

        var plan = await DatasetPlan.RunAsync(dataset.Workspace(), dataset.Definition, new BuildOptions { Force = true }, CancellationToken.None);

        Assert.All(plan.Stale, r => Assert.Equal("forced", r.Code));
        Assert.Equal(plan.Partitions + 1, plan.Stale.Length);
    }

    [Fact]
    public async Task WasRenamed()
    {
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        File.AppendAllText(dataset.InRoot(dataset.Shards().Keys.First()), "mine");
        var edited = dataset.Shards().Keys.First();

        Assert.Contains("renamed data/set.synth.yaml:1 set → other", await DatasetReasonsAsync(dataset.Redefine("dataset: set", "dataset: other")));
        var outcome = await dataset.BuildAsync();

        Assert.Equal((ExitCode.Done, 0L), (outcome.ExitCode, outcome.Calls));
        Assert.Equal(["SYNTH1310"], outcome.Diagnostics.Select(d => d.Kind.Code));
        Assert.Equal([edited], dataset.Files("out/set"));
        Assert.NotEmpty(dataset.Files("out/other"));
    }

    [Fact]
    public async Task WasRenamedAndLeavesTheFilesOfWhoHasItsNameNow()
    {
        using var dataset = await TestDataset.Of(8).BuiltAsync();
        dataset.Write("second.synth.yaml", dataset.Read("set.synth.yaml"));
        await dataset.Redefine("dataset: set", "dataset: other").BuiltAsync();

        Assert.NotEmpty(dataset.Files("out/set"));
    }

    private static async Task<IReadOnlyList<string>> DatasetReasonsAsync(TestDataset dataset) =>
        [.. (await dataset.PlanAsync()).Stale.Where(r => r.What == "dataset").Select(Text)];

    private static string Text(StaleReason reason) => $"{reason.Code} {reason.Where} {reason.Detail}";
}
