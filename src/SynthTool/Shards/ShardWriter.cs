using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Steps;

namespace SynthTool.Shards;

/// <summary>Writes shards: partition by partition, so that memory holds no more than a row group of each file.</summary>
/// <param name="folder">The dataset's output folder, absolute.</param>
/// <param name="outputs">By name.</param>
/// <param name="rowsOf">The rows that a partition keeps, by its index.</param>
/// <param name="jobs">How many runs of partitions are written at a time.</param>
internal sealed class ShardWriter(
    string folder, IReadOnlyDictionary<string, ShardSet> outputs, Func<int, CancellationToken, ValueTask<IReadOnlyList<Row>>> rowsOf, int jobs)
{
    private const long BytesBetweenCollections = 16L << 20;

    /// <summary>Writes the files of the given shards; each appears complete, under its name, or not at all.</summary>
    /// <returns>In the order of <paramref name="plans"/>.</returns>
    /// <exception cref="ShardFailure">A value does not fit its column.</exception>
    /// <exception cref="FileFailure">The disk failed.</exception>
    public async Task<ImmutableArray<WrittenShard>> WriteAsync(IReadOnlyList<ShardPlan> plans, CancellationToken ct)
    {
        var written = new Dictionary<ShardPlan, WrittenShard>(ReferenceEqualityComparer.Instance);

        // The splits of a run are written together: their rows lie in the same blocks.
        var runs = plans.GroupBy(p => (p.Output, p.FirstPartition, p.Partitions));
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = ct };
        var bytes = 0L;
        await Parallel.ForEachAsync(runs, options, async (run, cancel) =>
        {
            foreach (var shard in await WriteRunAsync([.. run], cancel))
            {
                lock (written)
                {
                    written.Add(shard.Plan, shard);
                }

                bytes = LetGo(Interlocked.Add(ref bytes, shard.Bytes));
            }
        });
        return [.. plans.Select(p => written[p])];
    }

    // The library compresses every column into an array of its own, megabytes that are garbage at once. The collector lets
    // such garbage grow with the rest that lives: a large dataset would need twice the memory of a small one.
    private static long LetGo(long bytes)
    {
        if (bytes < BytesBetweenCollections)
        {
            return bytes;
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        return 0;
    }

    private async Task<IReadOnlyList<WrittenShard>> WriteRunAsync(ShardPlan[] plans, CancellationToken ct)
    {
        var output = outputs[plans[0].Output];
        var files = new Dictionary<string, ShardFile>(StringComparer.Ordinal);
        try
        {
            foreach (var plan in plans)
            {
                files.Add(plan.Split, await ShardFile.CreateAsync(plan, output, Path.Join(folder, plan.Path), ct));
            }

            for (var i = 0; i < plans[0].Partitions; i++)
            {
                await AddAsync(await rowsOf(plans[0].FirstPartition + i, ct), output.Projection, files, ct);
            }

            var written = new List<WrittenShard>();
            foreach (var file in files.Values)
            {
                written.Add(await file.FinishAsync(ct));
                KillPoint.Reach("between-shard-renames");
            }

            return written;
        }
        finally
        {
            foreach (var file in files.Values)
            {
                file.Dispose();
            }
        }
    }

    private static async Task AddAsync(IReadOnlyList<Row> rows, Projection projection, Dictionary<string, ShardFile> files, CancellationToken ct)
    {
        var findings = new Findings();
        var values = new JsonElement[projection.Columns.Length];
        foreach (var row in rows)
        {
            if (files.TryGetValue(row.Split ?? Slice.DefaultSplit, out var file) && projection.TryProject(row, values, findings))
            {
                await file.AddAsync(row, values, ct);
            }
        }

        // Slices were made of the same rows, so that nothing is expected here.
        if (findings.HasErrors)
        {
            throw new ShardFailure(findings.ToSorted().First(d => d.IsError));
        }
    }
}
