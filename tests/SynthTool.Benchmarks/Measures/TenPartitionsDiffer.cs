using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;
using SynthTool.Build;
using SynthTool.Store;

namespace SynthTool.Benchmarks.Measures;

/// <summary>
/// <c>diff</c> of the committed lock and a built work tree in which ten partitions lost a row, against doing nothing and reading the rows
/// of the partitions that only one of the two locks has alike: their blocks, from disk into rows, by the tool's own reader of blocks. The
/// reader runs in this process, one block after the other, and is warm; the runs are in turn with ours.
/// </summary>
internal static class TenPartitionsDiffer
{
    private const int Partitions = 10;
    private const int SeedsAPartition = 256; // what partitions aim at

    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var dataset = await bench.DatasetAsync(DatasetForm.Large(bench.Rows(1_000_000)));
        await dataset.EnsureBuiltAsync();
        var before = File.ReadAllLines(LockOf(dataset));
        await CommitAsync(dataset);
        DeleteSeeds(dataset.SeedsFile, [.. Enumerable.Range(1, Partitions).Select(p => (p * SeedsAPartition) - (SeedsAPartition / 2))]);
        await Task.Delay(200, bench.Stop); // so that no stamp is too young to be trusted
        _ = await dataset.BuildAsync();
        await dataset.EnsureBuiltAsync();
        var after = File.ReadAllLines(LockOf(dataset));
        var blocks = before.Except(after).Concat(after.Except(before)).Where(l => l.StartsWith("partition ", StringComparison.Ordinal)).Select(DigestOf).Distinct().Where(d => CacheOf(dataset).TryRead(d) is not null).ToList();
        bench.Say(FormattableString.Invariant($"{blocks.Count} blocks of rows differ"));

        var pairs = await Pairs.RunAsync(bench, bench.Runs(9), () => DiffAsync(bench, dataset), () => NothingAndReadAsync(dataset, blocks), warm: true);
        return
        [
            new Measure(
                FormattableString.Invariant($"diff of two locks of {dataset.Form.Rows:N0} rows, {Partitions} partitions changed, exact dedup"), Text.Ms(pairs.OurWall),
                FormattableString.Invariant($"{Text.Ms(pairs.ReferenceWall)} nothing to do + reading the rows of their {blocks.Count} blocks"), pairs.WallRatio, new Goal(2), pairs.Cpu, pairs.Ours.Count),
        ];
    }

    private static Task<Sample> DiffAsync(Bench bench, BenchDataset dataset) =>
        ChildProcess.RunAsync(dataset.Root, watchMemory: false, "dotnet", bench.Published.Tool, "diff", "--jobs", "2");

    private static async Task<Sample> NothingAndReadAsync(BenchDataset dataset, List<ContentHash> blocks)
    {
        var nothing = await dataset.BuildAsync();
        var cache = CacheOf(dataset);
        var read = Pairs.Timed(() => blocks.ForEach(b => _ = cache.TryRead(b)!.Rows.Length));
        return new Sample(nothing.Wall + read.Wall, nothing.Cpu + read.Cpu);
    }

    private static string LockOf(BenchDataset dataset) => Path.Combine(dataset.Root, "data", "bench.synth.lock");

    // partition <stage> <key> <input> <output> <responses>
    private static ContentHash DigestOf(string line) => ContentHash.TryParse(line.Split(' ')[^2], out var output) ? output : throw new FormatException(line);

    // Decisions of corpus steps lie among the blocks, and are none.
    private static BlockCache CacheOf(BenchDataset dataset) =>
        new(Path.Combine(Directory.EnumerateDirectories(Path.Combine(dataset.Root, ".synth", "cache"), "bench-*").Single(), "blocks"));

    // The seeds themselves stay out: what git takes to pack a gigabyte is not of interest.
    private static async Task CommitAsync(BenchDataset dataset)
    {
        foreach (var arguments in new[]
        {
            new[] { "init", "-q" }, ["add", "-f", BenchDataset.Definition, "data/prompt.sbn", "data/bench.synth.lock"],
            ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "-m", "built"],
        })
        {
            _ = await ChildProcess.RunAsync(dataset.Root, watchMemory: false, ["git", .. arguments]);
        }
    }

    private static void DeleteSeeds(string path, HashSet<int> lines)
    {
        var shorter = path + ".shorter";
        File.WriteAllLines(shorter, File.ReadLines(path).Where((_, i) => !lines.Contains(i)));
        File.Move(shorter, path, overwrite: true);
    }
}
