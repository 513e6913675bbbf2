using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.References;
using SynthTool.Benchmarks.Runs;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Store;

namespace SynthTool.Benchmarks.Measures;

/// <summary>
/// Our local store against SQLite: inserts, 1,000 a durable batch, with the closing of the store; and gets of random
/// known keys after opening it again. Both keep text and give text back. Neither is compressed.
/// </summary>
internal static class StoreRates
{
    private const int Characters = 1480; // about 1.5 KB an answer
    private const int Texts = 4096;
    private const int Batch = 1000;
    private const int AnswerSeries = 9;

    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var count = bench.Rows(1_000_000);
        var texts = Enumerable.Range(0, Texts).Select(i => SyntheticText.Of(AnswerSeries, i, Characters)).ToArray();
        var (ourGets, theirGets) = (new List<Sample>(), new List<Sample>());
        var inserts = await Pairs.RunAsync(
            bench, bench.Runs(count > 200_000 ? 3 : 5),
            async () => await OursAsync(bench, count, texts, ourGets),
            () => Task.FromResult(Theirs(bench, count, texts, theirGets)),
            warm: false);
        var gets = new Pairs(ourGets, theirGets);
        var runs = inserts.Ours.Count;
        return
        [
            new Measure(
                FormattableString.Invariant($"store: insert {count:N0} answers of 1.5 KB, 1,000 a durable batch"), Text.Rate(count / inserts.OurWall),
                $"{Text.Rate(count / inserts.ReferenceWall)} SQLite", inserts.RateRatio, new Goal(5, IsLeast: true), inserts.Cpu, runs),
            new Measure(
                FormattableString.Invariant($"store: {Gets(count):N0} random gets among them"), Text.Rate(Gets(count) / gets.OurWall),
                $"{Text.Rate(Gets(count) / gets.ReferenceWall)} SQLite", gets.RateRatio, new Goal(5, IsLeast: true), gets.Cpu, runs),
        ];
    }

    private static async Task<Sample> OursAsync(Bench bench, int count, string[] texts, List<Sample> gets)
    {
        var folder = bench.NewFolder("store-ours");
        var root = RepositoryRoot.Find(folder);
        var settings = new PackSettings(folder, "20260101T000000000-1", "benchmark");
        var inserted = await Pairs.TimedAsync(async () =>
        {
            await using var store = PackStore.Open(root, settings, new Findings());
            foreach (var batch in Batches(count, texts))
            {
                await store.PutAsync(batch, CancellationToken.None);
            }
        });
        await using var reopened = PackStore.Open(root, settings with { WriterId = "20260101T000000001-1" }, new Findings());
        gets.Add(Pairs.Timed(() => GetAll(count, key => reopened.TryGet(key, out var answer) ? answer.Text : null)));
        return inserted;
    }

    private static Sample Theirs(Bench bench, int count, string[] texts, List<Sample> gets)
    {
        var path = Path.Combine(bench.NewFolder("store-sqlite"), "answers.db");
        var inserted = Pairs.Timed(() =>
        {
            using var store = new SqliteStore(path);
            foreach (var batch in Batches(count, texts))
            {
                store.Insert(batch);
            }
        });
        using var reopened = new SqliteStore(path);
        gets.Add(Pairs.Timed(() => GetAll(count, key => reopened.Get(key))));
        return inserted;
    }

    private static int Gets(int count) => Math.Min(200_000, count);

    private static void GetAll(int count, Func<ContentHash, string?> get)
    {
        for (var i = 0; i < Gets(count); i++)
        {
            if (get(KeyOf(i * 7919L % count)) is not { Length: > Characters })
            {
                throw new InvalidOperationException("An answer that was inserted is not there.");
            }
        }
    }

    private static IEnumerable<KeyValuePair<ContentHash, Answer>[]> Batches(int count, string[] texts) =>
        Enumerable.Range(0, count).Select(i => KeyValuePair.Create(KeyOf(i), new Answer(texts[i % Texts]))).Chunk(Batch);

    private static ContentHash KeyOf(long number) => ContentHash.Of(BitConverter.GetBytes(number));
}
