using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Formats.Parquet;
using SynthTool.Shards;
using SynthTool.Steps;

namespace SynthTool.Tests.Shards;

/// <summary>Partitions of rows, and the shards that are made of them.</summary>
internal sealed class WrittenDataset(Projection output, params Row[][] partitions)
{
    public static readonly Projection Simple = TestRows.Output(TestRows.Column("id"), TestRows.Column("n"));

    public IReadOnlyList<string> Splits { get; init; } = ["train", "test"];

    public int SeedsPerShard { get; init; } = 4096;

    public int Jobs { get; init; } = 2;

    public ParquetColumns Columns { get; private set; } = null!;

    public ImmutableArray<ShardPlan> Plans { get; private set; }

    /// <summary>Partitions that were asked for, in order of asking.</summary>
    public List<int> Read { get; } = [];

    /// <summary>Rows of 100 partitions of two: a train and a test row in each but the last, which has two of train.</summary>
    public static WrittenDataset OfHundred(int seedsPerShard) => new(Simple, [.. Enumerable.Range(0, 100).Select(i => new[]
    {
        TestRows.Row($"{i}/a", $$"""{"id":"{{i}}/a","n":{{i}}}""", "train"),
        TestRows.Row($"{i}/b", $$"""{"id":"{{i}}/b","n":{{i}}}""", i == 99 ? "train" : "test"),
    })])
    { SeedsPerShard = seedsPerShard };

    public Task<ImmutableArray<WrittenShard>> WriteAsync(string folder, Func<ShardPlan, bool>? some = null)
    {
        var findings = new Findings();
        var slices = partitions.Select(p => Slice.Of(p, output, findings)).ToArray();
        Columns = OutputColumns.Of(output, slices, findings);
        Plans = Placement.Of(output.Output, Columns, SeedsPerShard, Splits, [.. slices.Select((s, i) => new PlacedPartition($"key-{i}", 256, s))]);
        var outputs = new Dictionary<string, ShardSet> { [output.Output] = new(output, Columns) };
        return new ShardWriter(folder, outputs, RowsOf, Jobs).WriteAsync([.. Plans.Where(some ?? (_ => true))], default);
    }

    public async Task<Manifest> ManifestAsync(string folder)
    {
        var written = await WriteAsync(folder);
        return new Manifest
        {
            Dataset = "support-qa",
            Version = "1.2.0",
            License = "cc-by-4.0",
            Outputs =
            [
                new ManifestOutput(
                    output.Output,
                    [.. Columns.Fields.Select(f => new ManifestColumn(f.Name, f.Type.ToText()))],
                    [.. Splits.Select(s => new ManifestSplit(s, [.. written.Where(w => w.Plan.Split == s).Select(w => new ManifestFile(w.Plan.Path, w.Plan.Rows, w.Bytes, w.Sha256))]))]),
            ],
        };
    }

    private ValueTask<IReadOnlyList<Row>> RowsOf(int partition, CancellationToken ct)
    {
        lock (Read)
        {
            Read.Add(partition);
        }

        return new(partitions[partition]);
    }
}
