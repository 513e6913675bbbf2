using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>All seeds of a dataset, as an index: the records themselves stay in their files. Safe for several threads.</summary>
internal sealed class SeedSet
{
    private readonly PartitionReader reader;

    public SeedSet(ScanIndex index, Shape shape, ImmutableArray<Diagnostic> findings, ImmutableArray<SourceInput> inputs, ContentHash orderDigest)
    {
        Index = index;
        Shape = shape;
        Findings = findings;
        Inputs = inputs;
        OrderDigest = orderDigest;
        Partitions = [.. index.Entries.Select(e => e.Partition)];
        reader = new PartitionReader(index.Files, index.FieldsUsed);
    }

    /// <summary>In the order of the seeds.</summary>
    public ImmutableArray<Partition> Partitions { get; }

    public long Count => Index.Keys.Count;

    /// <summary>What is known of every seed's record, fields that nothing reads included: an object, declared by the schemas or else seen in the records.</summary>
    public Shape Shape { get; }

    /// <summary>Sorted. With an error among them, partitions may be missing and nothing may be built.</summary>
    public ImmutableArray<Diagnostic> Findings { get; }

    public bool HasErrors => Findings.Any(f => f.IsError);

    /// <summary>In the order of the sources.</summary>
    public ImmutableArray<SourceInput> Inputs { get; }

    /// <summary>Where sources are crossed: how many combinations they have, before any is left out. Else null.</summary>
    public ProductSize? Product => Combinations is null ? null : new([.. Inputs.Select(i => new CrossedCount(i.Source.Name!, i.Count))]);

    /// <summary>Of all keys in their order.</summary>
    public ContentHash OrderDigest { get; }

    public ScanIndex Index { get; }

    /// <summary>Reads the seeds of one partition, and nothing else, from their files.</summary>
    /// <exception cref="SeedsChanged">The files no longer hold what was scanned.</exception>
    /// <exception cref="Files.FileFailure">The disk failed.</exception>
    public IReadOnlyList<Seed> Read(Partition partition) => [.. ReadPlaced(Index.Entries[partition.Index]).Select(s => s.Seed)];

    /// <summary>The seeds of one partition with their records' places.</summary>
    /// <exception cref="SeedsChanged">The files no longer hold what was scanned.</exception>
    /// <exception cref="Files.FileFailure">The disk failed.</exception>
    public IEnumerable<(Seed Seed, SourcePlace Place)> ReadPlaced(Partition partition) => ReadPlaced(Index.Entries[partition.Index]).Select(s => (s.Seed, s.Place));

    /// <summary>Where the seed's record lies, of a combination that of its first source; null when no seed has this key.</summary>
    /// <exception cref="SeedsChanged">The files no longer hold what was scanned.</exception>
    /// <exception cref="Files.FileFailure">The disk failed.</exception>
    public SourcePlace? PlaceOf(string key) => PlacesOf(key).FirstOrDefault();

    /// <summary>Where the seed's record lies, or of a combination each of its records, in the order of the sources; empty when no seed has this key.</summary>
    /// <exception cref="SeedsChanged">The files no longer hold what was scanned.</exception>
    /// <exception cref="Files.FileFailure">The disk failed.</exception>
    public ImmutableArray<SourcePlace> PlacesOf(string key) => Find(key) is { } seed ? PlacesOf(seed) : [];

    /// <summary>The seed of this key; null when there is none.</summary>
    /// <exception cref="SeedsChanged">The files no longer hold what was scanned.</exception>
    /// <exception cref="Files.FileFailure">The disk failed.</exception>
    public ReadSeed? Find(string key)
    {
        foreach (var number in Index.Keys.Search(KeyIndex.HashOf(key)))
        {
            var found = Placed(number);
            if (found.Seed.Key == key)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The places of all records that the seed is made of.</summary>
    public ImmutableArray<SourcePlace> PlacesOf(ReadSeed seed) => Combinations?.PlacesOf(seed.Line - 1) ?? [seed.Place];

    /// <summary>The seed with this number, from 0, and its place.</summary>
    public ReadSeed Placed(int number)
    {
        var entry = PartitionEntry.Of(Index.Entries, number);
        return ReadPlaced(entry)[number - entry.FirstSeed];
    }

    private SeedProduct? Combinations => Index.Files is [{ Source.Product: { } product }] ? product : null;

    private List<ReadSeed> ReadPlaced(PartitionEntry entry) => [.. reader.Read(entry).Where(s => !s.IsDropped)];
}
