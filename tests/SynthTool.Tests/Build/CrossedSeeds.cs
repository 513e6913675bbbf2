using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

public sealed class CrossedSeeds
{
    private const int Sequences = 30;
    private const int Edits = 4;

    [Fact]
    public async Task AskOnlyForTheCombinationsOfAnEditedRecord()
    {
        using var dataset = await Crossed(5, 6).BuiltAsync();

        var outcome = await Write(dataset, "a", [.. Enumerable.Range(0, 5).Select(i => ($"a{i}", i == 2 ? 99 : i))]).BuildAsync();

        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"99 {i}"), dataset.Teacher.AskedFor.Order(StringComparer.Ordinal));
        Assert.Equal((BuildStatus.Built, 6L, 24L), (outcome.Status, outcome.Calls, outcome.Reused));
    }

    [Fact]
    public async Task GainOneForEachRecordOfTheOtherSource()
    {
        using var dataset = await Crossed(5, 6).BuiltAsync();
        var before = dataset.Read("set.synth.lock");

        var outcome = await Write(dataset, "b", [.. Enumerable.Range(0, 7).Select(i => ($"b{i}", i))]).BuildAsync();

        Assert.Equal((5L, 30L), (outcome.Calls, outcome.Reused));
        Assert.Equal((35L, 35L), (outcome.Seeds, outcome.Product!.Total));
        using var fresh = await dataset.FromScratch().BuiltAsync();
        Assert.Equal(fresh.Outputs(), dataset.Outputs());
        Assert.NotEqual(before, dataset.LockText);
    }

    [Fact]
    public async Task AreUpToDateWithoutALookAtThem()
    {
        using var dataset = await Crossed(3, 3).BuiltAsync();

        var plan = await dataset.PlanAsync();

        Assert.Equal((BuildStatus.UpToDate, 9L), (plan.Status, plan.Product!.Total));
    }

    [Fact]
    public async Task SayWhichFileMadeThemStale()
    {
        using var dataset = await Crossed(3, 3).BuiltAsync();
        Write(dataset, "b", [("b0", 0), ("b1", 7), ("b2", 2)]);

        var plan = await dataset.PlanAsync();

        Assert.Equal(["data/b.jsonl:2"], plan.Stale.Where(r => r.What == "dataset").Select(r => r.Where).Distinct());
        Assert.Equal(["a0,b1", "a1,b1", "a2,b1"], plan.Stale.Where(r => r is { What: "dataset", Code: StaleCode.SeedChanged }).Select(r => r.Detail));
    }

    [Fact]
    public async Task AreStaleWhenTheirConditionIsAnother()
    {
        using var dataset = await Crossed(3, 3).BuiltAsync();
        dataset.Redefine("cross: [a, b]", "cross: [a, b], where: seed.a.n != seed.b.n");

        var plan = await dataset.PlanAsync();

        Assert.Contains(plan.Stale, r => r is { What: "dataset", Code: StaleCode.SeedRemoved });
        Assert.Equal((0L, 6L), (plan.Calls.Known, plan.Seeds));
    }

    [Fact]
    public async Task KeepAGroupInOneSplit()
    {
        using var dataset = Crossed(30, 3).Redefine("cross: [a, b]", "cross: [a, b], group: a").Then("{ split: { train: 50, test: 50 } }").Redefine("id: row.id,", "id: row.id, split: row.split, who: seed.a.id,");
        await dataset.BuiltAsync();

        var preview = await DatasetPreview.RunAsync(dataset.Workspace(), dataset.Definition, new PreviewChoice(90), dataset.Options, NoListener.Instance, (_, _) => new(false), CancellationToken.None);

        var splits = preview.Rows.GroupBy(r => r.Id.Split(',')[0]).Select(g => g.Select(r => r.Split).Distinct().ToList()).ToList();
        Assert.Equal(30, splits.Count);
        Assert.All(splits, s => Assert.Single(s));
        Assert.Equal(2, splits.SelectMany(s => s).Distinct().Count());
    }

    [Fact]
    public async Task EqualABuildFromScratchWhateverWasEdited() =>
        await Parallel.ForAsync(0, Sequences, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) => await RunAsync(seed));

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        string[] beside = ["", ", where: seed.a.n != seed.b.n", ", limit: 9", ", sample: 9", ", group: b"];
        var (a, b) = (Records("a", random), Records("b", random));
        using var dataset = Crossed(1, 1).Define("gates: [ rows >= 0 ]").Redefine("cross: [a, b]", $"cross: [a, b]{beside[seed % beside.Length]}").Then("{ split: { train: 70, test: 30 } }");
        for (var edit = 0; edit <= Edits; edit++)
        {
            await Write(Write(dataset, "a", a), "b", b).BuiltAsync();
            Edit(a, "a", random, edit);
            Edit(b, "b", random, edit);
        }

        using var fresh = await dataset.FromScratch().BuiltAsync();
        Assert.True(fresh.Outputs().SequenceEqual(dataset.Outputs()), $"Sequence {seed} differs.");
    }

    private static List<(string Key, int Number)> Records(string source, Random random) => [.. Enumerable.Range(0, random.Next(1, 7)).Select(i => ($"{source}{i}", random.Next(4)))];

    private static void Edit(List<(string Key, int Number)> records, string source, Random random, int number)
    {
        var any = random.Next(records.Count);
        switch (records.Count < 2 ? 0 : random.Next(5))
        {
            case 0:
                records.Insert(any, ($"{source}new{number}", random.Next(4)));
                break;
            case 1:
                records[any] = (records[any].Key, random.Next(4));
                break;
            case 2:
                records.RemoveAt(any);
                break;
            case 3:
                (records[0], records[any]) = (records[any], records[0]);
                break;
            default:
                break;
        }
    }

    private static TestDataset Crossed(int a, int b)
    {
        var dataset = TestDataset.With()
            .Redefine("{ from: seeds/*.jsonl, key: id }", "{ a: { from: a.jsonl, key: id }, b: { from: b.jsonl, key: id }, cross: [a, b] }")
            .Redefine("text: seed.text", "text: seed.a.n")
            .Write("prompts/reply.sbn", "user:\n{{ seed.a.n }} {{ seed.b.n }}\n");
        return Write(Write(dataset, "a", [.. Enumerable.Range(0, a).Select(i => ($"a{i}", i))]), "b", [.. Enumerable.Range(0, b).Select(i => ($"b{i}", i))]);
    }

    private static TestDataset Write(TestDataset dataset, string source, List<(string Key, int Number)> records) =>
        dataset.Write($"{source}.jsonl", string.Concat(records.Select(r => $"{{\"id\":\"{r.Key}\",\"n\":{r.Number}}}\n")));
}
