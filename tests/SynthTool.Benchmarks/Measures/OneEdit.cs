using System.Security.Cryptography;
using SynthTool.Benchmarks.Data;
using SynthTool.Benchmarks.Runs;

namespace SynthTool.Benchmarks.Measures;

/// <summary>
/// One seed edited in one large file, against doing nothing and hashing that file. The edit flips a seed between two
/// texts; the answers to both are stored, so that nothing is asked, and the one partition, its shard and the dedup
/// decisions are made again. The references run in the built state, before the next edit.
/// </summary>
internal static class OneEdit
{
    public static async Task<IReadOnlyList<Measure>> RunAsync(Bench bench)
    {
        var dataset = await bench.DatasetAsync(DatasetForm.Large(bench.Rows(1_000_000)));
        await dataset.EnsureBuiltAsync();
        var pairs = await Pairs.RunAsync(bench, bench.Runs(7), () => EditedAsync(dataset), () => NothingAndHashAsync(dataset), warm: true);
        return
        [
            new Measure(
                FormattableString.Invariant($"one seed edited among {dataset.Form.Rows:N0} of 1 KB in one file, exact dedup"), Text.Seconds(pairs.OurWall),
                $"{Text.Seconds(pairs.ReferenceWall)} nothing to do + SHA-256 of the file", pairs.WallRatio, new Goal(3), pairs.Cpu, pairs.Ours.Count),
        ];
    }

    public static async Task<Sample> EditedAsync(BenchDataset dataset)
    {
        await dataset.EditAsync();
        return await dataset.BuildAsync();
    }

    private static async Task<Sample> NothingAndHashAsync(BenchDataset dataset)
    {
        var nothing = await dataset.BuildAsync();
        var hashed = Pairs.Timed(() => Hash(dataset.SeedsFile));
        return new Sample(nothing.Wall + hashed.Wall, nothing.Cpu + hashed.Cpu);
    }

    // The fastest way that the framework has.
    private static void Hash(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.OpenHandle(path);
        var buffer = new byte[1 << 20];
        for (var at = 0L; RandomAccess.Read(file, buffer, at) is var read and > 0; at += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        _ = hash.GetHashAndReset();
    }
}
