using SynthTool.Testing;

namespace SynthTool.Tests.Build;

/// <summary>Incremental builds come to what a build from nothing comes to, byte for byte, the lock included.</summary>
public sealed class AnySequenceOfEdits
{
    private const int Sequences = 100;
    private const int Edits = 3;
    private static readonly string[] Texts = ["a", "bb", "ccc", "dddd", "eeeee", "ffffff"];

    [Fact]
    public async Task EqualsARebuild() => await Parallel.ForAsync(0, Sequences, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) => await RunAsync(seed));

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        using var dataset = TestDataset.With([.. Enumerable.Range(0, random.Next(1, 24)).Select(i => ($"k-{i}", Texts[random.Next(Texts.Length)] + random.Next(4)))])
            .Write("prompts/reply.sbn", "user:\n{{ seed.text }}\n")
            .Then("{ filter: chars(reply) >= 6 }", "{ dedup: reply }", "{ split: { train: 70, test: 30 } }")
            .Define("gates: [ rows >= 0 ]");
        await dataset.BuiltAsync();
        var log = new List<string>();
        for (var edit = 0; edit < Edits; edit++)
        {
            log.Add(Change(dataset, random, edit));
            if (random.Next(3) > 0)
            {
                await dataset.BuiltAsync(o => o with { Jobs = random.Next(1, 4) });
            }
        }

        await dataset.BuiltAsync();
        using var fresh = await dataset.FromScratch().BuiltAsync();
        var (expected, actual) = (fresh.Outputs(), dataset.Outputs());
        Assert.True(expected.SequenceEqual(actual), $"Sequence {seed} ({string.Join(", ", log)}) differs in {string.Join(", ", expected.Except(actual).Concat(actual.Except(expected)).Select(o => o.Key).Distinct())}.");
    }

    private static string Change(TestDataset dataset, Random random, int number)
    {
        var keys = dataset.Keys;
        var any = keys.Count == 0 ? null : keys[random.Next(keys.Count)];
        var text = Texts[random.Next(Texts.Length)] + random.Next(4);
        switch (keys.Count < 2 ? 0 : random.Next(8)) // without any seed nothing would declare "text"
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
                dataset.Write("set.synth.yaml", System.Text.RegularExpressions.Regex.Replace(dataset.Read("set.synth.yaml"), ">= [0-9]+ }", $">= {random.Next(5, 9)} }}"));
                return "threshold";
            case 6:
                var share = random.Next(1, 100);
                dataset.Write("set.synth.yaml", System.Text.RegularExpressions.Regex.Replace(dataset.Read("set.synth.yaml"), "train: [0-9]+, test: [0-9]+", $"train: {share}, test: {100 - share}"));
                return "shares";
            default:
                dataset.Edit(any!, text).Edit(keys[random.Next(keys.Count)], text);
                return "edit two";
        }
    }
}
