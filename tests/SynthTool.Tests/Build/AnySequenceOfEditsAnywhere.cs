using SynthTool.Build;
using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>In a graph of datasets, builds after any edits come to what builds from nothing come to, byte for byte, the locks included.</summary>
public sealed class AnySequenceOfEditsAnywhere
{
    private const int Sequences = 30;
    private const int Edits = 4;
    private static readonly string[] Texts = ["a", "bb", "ccc", "dddd", "eeeee"];

    [Fact]
    public async Task EqualsARebuild() => await Parallel.ForAsync(0, Sequences, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) => await RunAsync(seed));

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        using var repository = Diamond();
        var seeds = Enumerable.Range(0, random.Next(2, 20)).Select(i => (Key: $"k-{i}", Text: Text(random))).ToList();
        await repository.Seeds("a", seeds).BuiltAsync("d");
        var log = new List<string>();
        for (var edit = 0; edit < Edits; edit++)
        {
            log.Add(Change(repository, seeds, random, edit));
            switch (random.Next(4))
            {
                case 0:
                    await repository.BuiltAsync("d");
                    break;
                case 1:
                    await repository.BuiltAsync(random.Next(2) == 0 ? "b" : "c"); // a part of the graph
                    break;
                case 2:
                    await repository.PlanAsync("d");
                    break;
                default:
                    break;
            }
        }

        await repository.BuiltAsync("d");
        var actual = repository.Outputs();
        using var fresh = await repository.FromScratch().BuiltAsync("d");
        var expected = fresh.Outputs();
        Assert.True(expected.SequenceEqual(actual), $"Sequence {seed} ({string.Join(", ", log)}) differs in {string.Join(", ", expected.Except(actual).Concat(actual.Except(expected)).Select(o => o.Key).Distinct())}.");
        Assert.All(await repository.BuildAsync(null, "d"), o => Assert.Equal(BuildStatus.UpToDate, o.Status));
    }

    private static TestRepository Diamond() => new TestRepository()
        .Dataset("a", "{ from: seeds.jsonl, key: id }", steps: "- { filter: chars(reply) >= 4 }\n  - { split: { train: 70, test: 30 } }", columns: "{ text: seed.text, reply: reply }", more: "gates: [ rows >= 0 ]")
        .Dataset("b", TestRepository.From("a", ", split: train"), columns: "{ text: reply }", more: "gates: [ rows >= 0 ]")
        .Dataset("c", TestRepository.From("a"), prompt: "{{ seed.reply }}", steps: "- { dedup: reply }", columns: "{ text: reply, from: seed.text }", more: "gates: [ rows >= 0 ]")
        .Dataset("d", $"[{TestRepository.From("b")}, {{ from: {{ dataset: ../c/c.synth.yaml }}, columns: [text], key: text, where: chars(seed.text) > 9 }}]", more: "gates: [ rows >= 0 ]");

    private static string Change(TestRepository repository, List<(string Key, string Text)> seeds, Random random, int number)
    {
        var any = random.Next(seeds.Count);
        switch (random.Next(7))
        {
            case 0:
                seeds.Insert(any, ($"new-{number}", Text(random)));
                break;
            case 1 when seeds.Count > 1:
                seeds.RemoveAt(any);
                break;
            case 2:
                var at = random.Next(seeds.Count);
                (seeds[any], seeds[at]) = (seeds[at], seeds[any]);
                break;
            case 3:
                Replace(repository, "a", "chars\\(reply\\) >= [0-9]+", $"chars(reply) >= {random.Next(3, 8)}");
                return "threshold";
            case 4:
                var share = random.Next(1, 100);
                Replace(repository, "a", "train: [0-9]+, test: [0-9]+", $"train: {share}, test: {100 - share}");
                return "shares";
            case 5:
                Replace(repository, "c", "user: \"c[^{]*", $"user: \"c{random.Next(3)} ");
                return "prompt of c";
            default:
                seeds[any] = (seeds[any].Key, Text(random));
                break;
        }

        repository.Seeds("a", seeds);
        return "seeds";
    }

    private static void Replace(TestRepository repository, string dataset, string pattern, string by) => repository.Write(
        TestRepository.Definition(dataset), System.Text.RegularExpressions.Regex.Replace(repository.Read(TestRepository.Definition(dataset)), pattern, by));

    private static string Text(Random random) => Texts[random.Next(Texts.Length)] + random.Next(100);
}
