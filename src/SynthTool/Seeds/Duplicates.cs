using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Seeds;

/// <summary>What a record's key is to the seeds before it.</summary>
internal enum Duplicate
{
    /// <summary>The key is new.</summary>
    None,

    /// <summary>The record is equal to an earlier one, and neither has a key of its own.</summary>
    Equal,

    /// <summary>The key is taken; that was reported.</summary>
    Refused,
}

/// <summary>Decides whether a record repeats an earlier seed. Hashes say "perhaps"; the keys themselves say "yes".</summary>
internal sealed class Duplicates(ImmutableArray<ScanFile> files, IReadOnlySet<string>? fieldsUsed, List<PartitionEntry> entries, KeyIndex keys, Findings findings)
{
    private readonly PartitionReader reader = new(files, fieldsUsed);
    private PartitionEntry? readEntry;
    private IReadOnlyList<ReadSeed> readSeeds = [];
    private int refused;

    public Duplicate Judge(in ScanItem item, SourcePlan source, SourcePlace place, PartitionBuilder open)
    {
        foreach (var earlier in keys.Find(item.KeyHash))
        {
            var verdict = Compare(item, earlier, source, place, open);
            if (verdict is not Duplicate.None)
            {
                return verdict;
            }
        }

        return Duplicate.None;
    }

    private Duplicate Compare(in ScanItem item, int earlier, SourcePlan source, SourcePlace place, PartitionBuilder open)
    {
        // 16 equal bytes of two SHA-256 digests are proof enough, and many equal records must not cost a look each.
        var areKeyless = source.IsKeyless && IsKeyless(earlier, open);
        if (areKeyless && keys.Content(earlier) == item.Content.A)
        {
            return Duplicate.Equal;
        }

        // Only so many are shown: the places of more need not be looked up.
        var (otherKey, otherPlace) = refused < Findings.PerKind ? Find(earlier, open) : (item.Key!, place);
        if (otherKey != item.Key)
        {
            return Duplicate.None;
        }

        if (areKeyless)
        {
            return Duplicate.Equal;
        }

        refused++;
        findings.Add(SeedsDiagnostics.DuplicateKey, place, $"The key {Quoted.Text(item.Key!)} is also that of {otherPlace}",
            source is { Key.IsEmpty: true, Rows: not null } ? "rows of another dataset have their ids as keys: give a source a \"key\" of columns that tells its rows from the others'" : "keys are unique among all sources of a dataset");
        return Duplicate.Refused;
    }

    private bool IsKeyless(int seed, PartitionBuilder open)
    {
        var source = open.SourceOf(seed) ?? PartitionEntry.Of(entries, seed).SourceOf(seed);
        return files.First(f => f.Source.Index == source).Source.IsKeyless;
    }

    private (string Key, SourcePlace Place) Find(int seed, PartitionBuilder open)
    {
        if (open.PlaceOf(seed, out var key) is { } place)
        {
            return (key, place);
        }

        var entry = PartitionEntry.Of(entries, seed);
        if (!ReferenceEquals(entry, readEntry))
        {
            readSeeds = [.. reader.Read(entry).Where(s => !s.IsDropped)];
            readEntry = entry;
        }

        var found = readSeeds[seed - entry.FirstSeed];
        return (found.Seed.Key, found.Place);
    }
}
