using SynthTool.Differences;
using SynthTool.Testing;

namespace SynthTool.Tests.Differences;

/// <summary>A diff of two branches is what a comparison of their shards, row by row, says; whatever is still stored of either.</summary>
public sealed class AnyTwoBranches
{
    private const int Pairs = 40;
    private static readonly string[] Texts = ["a", "bb", "ccc", "dddd", "eeeee", "ffffff"];
    private static readonly string[][] Pipelines =
    [
        [],
        ["{ filter: chars(reply) >= 6 }", "{ dedup: reply }", "{ split: { train: 70, test: 30 } }"],
        ["{ split: { train: 60, test: 40 } }", "{ dedup: reply }"],
    ];

    [Fact]
    public async Task DifferAsTheirShardsDo()
    {
        var locked = 0;
        await Parallel.ForAsync(0, Pairs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) => Interlocked.Add(ref locked, await RunAsync(seed)));

        Assert.InRange(locked, Pairs / 4, Pairs); // both ways were gone
    }

    [Fact]
    public async Task WithEveryKindOfStepDifferAsTheirShardsDo()
    {
        using var revisions = new MemoryRevisions();
        using var dataset = await TestDataset.Rich(24).BuiltAsync();
        var (one, before) = (revisions.Commit("one", dataset), dataset.ShippedRows());
        await dataset.Edit("s-003", "another").Delete("s-010").Insert("s-0105", "inserted", before: "s-011").BuiltAsync();
        var (two, after) = (revisions.Commit("two", dataset), dataset.ShippedRows());

        Assert.Equal(TwoStates.Naive(before, after), (await dataset.DiffAsync(revisions, one, two)).Said());
        Assert.Equal(TwoStates.Naive(after, before), (await dataset.DiffAsync(revisions, two, one)).Said());
        using var clone = dataset.Clone();
        Assert.Equal(TwoStates.Naive(before, after), (await clone.DiffAsync(revisions, one, two)).Said());
    }

    private static async Task<int> RunAsync(int seed)
    {
        var random = new Random(seed);
        using var revisions = new MemoryRevisions();
        using var dataset = TestDataset.With([.. Enumerable.Range(0, random.Next(1, 40)).Select(i => ($"k-{i}", Texts[random.Next(Texts.Length)] + random.Next(9)))])
            .Write("prompts/reply.sbn", "user:\n{{ seed.text }}\n")
            .Then(Pipelines[seed % Pipelines.Length])
            .Define("gates: [ rows >= 0 ]");
        var log = new List<string>();
        await dataset.BuiltAsync();
        var (one, before) = (revisions.Commit("one", dataset), dataset.ShippedRows());
        for (var edit = random.Next(0, 4); edit > 0; edit--)
        {
            log.Add(Change(dataset, random, edit));
        }

        await dataset.BuiltAsync();
        var (two, after) = (revisions.Commit("two", dataset), dataset.ShippedRows());
        if (random.Next(4) == 0)
        {
            log.Add("no cache");
            dataset.Remove(".synth/cache");
        }

        var outcomes = new[] { await dataset.DiffAsync(revisions, one, two), await dataset.DiffAsync(revisions, one), await dataset.DiffAsync(revisions, one, two) };
        foreach (var outcome in outcomes)
        {
            var because = $"Pair {seed} ({string.Join(", ", log)}):\n{string.Join('\n', outcome.Diagnostics)}";
            var (expected, said) = (TwoStates.Naive(before, after), outcome.Said());
            Assert.True(expected.SequenceEqual(said), $"{because}\nexpected {string.Join(", ", expected)}\nbut was  {string.Join(", ", said)}");
            Assert.Equal(expected.Count, outcome.Outputs.Sum(o => o.Added + o.Removed + o.Changed));
            Assert.Equal(before.Count, outcome.Outputs.Sum(o => o.Before ?? 0));
            Assert.Equal(after.Count, outcome.Outputs.Sum(o => o.After ?? 0));
            Assert.True(expected.Count == 0 || outcome.Causes.Length > 0, because);
            Assert.Empty(Directory.EnumerateFileSystemEntries(dataset.InRoot(".synth/cache"), "diff-*"));
        }

        return outcomes[0].From.State is DiffState.Locked ? 1 : 0;
    }

    private static string Change(TestDataset dataset, Random random, int number)
    {
        var keys = dataset.Keys;
        var any = keys.Count == 0 ? null : keys[random.Next(keys.Count)];
        var text = Texts[random.Next(Texts.Length)] + random.Next(9);
        switch (keys.Count < 2 ? 0 : random.Next(7))
        {
            case 0:
                dataset.Insert($"new-{number}", text, before: any);
                return "insert";
            case 1:
                dataset.Edit(any!, text);
                return $"edit {any}";
            case 2:
                dataset.Delete(any!);
                return $"delete {any}";
            case 3:
                dataset.Move(any!, random.Next(2) == 0 ? "seeds/0.jsonl" : "seeds/b.jsonl");
                return $"move {any}";
            case 4:
                dataset.Insert($"twin-{number}", dataset.TextOf(any!));
                return $"duplicate {any}";
            case 5:
                dataset.Write("set.synth.yaml", dataset.Read("set.synth.yaml").Replace("reply: reply,", "reply: reply, size: chars(reply),", StringComparison.Ordinal).Replace("reply: reply }", "reply: reply, size: chars(reply) }", StringComparison.Ordinal));
                return "column";
            default:
                dataset.Write("prompts/reply.sbn", $"user:\n{{{{ seed.text }}}}{new string('!', random.Next(3))}\n");
                return "prompt";
        }
    }
}
