using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Records;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>Reads partitions again from their extents. Safe for several threads.</summary>
internal sealed class PartitionReader(ImmutableArray<ScanFile> files, IReadOnlySet<string>? fieldsUsed)
{
    private const int LargestBatch = 1024 * 1024;

    private readonly ConcurrentBag<ScanSlot> idle = [];

    /// <summary>All chosen records of the partition in their order, those that were dropped included.</summary>
    /// <exception cref="SeedsChanged">The files no longer hold what the partition's digest says.</exception>
    public IReadOnlyList<ReadSeed> Read(PartitionEntry entry)
    {
        var slot = idle.TryTake(out var free) ? free : new ScanSlot(fieldsUsed);
        var seeds = new List<ReadSeed>(entry.Partition.Count);
        var digested = new ArrayBufferWriter<byte>();
        var dropped = entry.Dropped.Select(d => d.Position).ToHashSet();
        foreach (var extent in entry.Extents)
        {
            ReadExtent(extent, slot, seeds, dropped, digested);
        }

        idle.Add(slot);
        return ContentHash.Of(digested.WrittenSpan) == entry.Partition.Digest ? seeds : throw Changed(entry.Extents[0].File);
    }

    private void ReadExtent(in Extent extent, ScanSlot slot, List<ReadSeed> seeds, HashSet<int> dropped, ArrayBufferWriter<byte> digested)
    {
        var file = files[extent.File];
        var maker = slot.MakerOf(file.Source);
        using var reader = new RecordReader(file.File, extent.Range);
        while (reader.Read(slot.Batch, (int)Math.Clamp(extent.Length, 1, LargestBatch)))
        {
            foreach (var record in slot.Batch.Records)
            {
                var item = maker.Make(slot.Batch, record);
                if (item.Key is not { } key)
                {
                    continue; // left out; or broken, which the digest notices when it was not so before
                }

                var isDropped = dropped.Contains(seeds.Count);
                var seed = new Seed(key, JsonElement.Parse(maker.Value.Span, ProductMaker.Options), item.Group);
                seeds.Add(new ReadSeed(seed, file.PlaceOf(item.Line), item.Line, isDropped, item.Origin));
                if (!isDropped)
                {
                    PartitionBuilder.Digest(digested, key, item.Content, item.Group);
                }
            }
        }
    }

    private SeedsChanged Changed(int file) => new(new Diagnostic(
        SeedsDiagnostics.FileChanged,
        new SourcePlace(files[file].File.RepoPath),
        $"The file {Quoted.Path(files[file].File.RepoPath)} was changed while its seeds were in use",
        "run the command again"));
}
