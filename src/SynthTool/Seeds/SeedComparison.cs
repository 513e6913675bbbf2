using SynthTool.Diagnostics;

namespace SynthTool.Seeds;

/// <summary>Compares two scans by the hashes of their seeds. Partitions that were taken over unread are equal and not looked at.</summary>
internal sealed class SeedComparison(ScanCache earlier, SeedSet now, int most)
{
    private readonly Dictionary<ulong, (ulong Content, int Entry)> before = [];
    private readonly List<SeedChange> first = [];

    public SeedChanges? Compare()
    {
        var isSame = ReferenceEquals(now.Index.TakenFrom, earlier);
        var taken = isSame ? now.Index.Entries.Where(e => e.TakenFrom >= 0).Select(e => e.TakenFrom).ToHashSet() : [];
        if (!Remember(taken))
        {
            return null;
        }

        var (added, changed) = (0L, 0L);
        foreach (var entry in now.Index.Entries.Where(e => !isSame || e.TakenFrom < 0))
        {
            for (var seed = entry.FirstSeed; seed < entry.FirstSeed + entry.Partition.Count; seed++)
            {
                if (!before.Remove(now.Index.Keys.Key(seed), out var was))
                {
                    Name(SeedChangeKind.Added, seed, added++);
                }
                else if (was.Content != now.Index.Keys.Content(seed))
                {
                    Name(SeedChangeKind.Changed, seed, changed++);
                }
            }
        }

        first.AddRange(before.Values.Select(b => b.Entry).Order().Take(most).Select(Removed));
        var isReordered = added == 0 && before.Count == 0 && earlier.OrderDigest != now.OrderDigest;
        return new SeedChanges(added, before.Count, changed, isReordered, [.. first]);
    }

    private bool Remember(HashSet<int> taken)
    {
        for (var i = 0; i < earlier.Entries.Length; i++)
        {
            var entry = earlier.Entries[i];
            var (keys, contents) = (new ulong[entry.Partition.Count], new ulong[entry.Partition.Count]);
            if (taken.Contains(i))
            {
                continue;
            }

            if (!earlier.TryReadHashes(entry, keys, contents))
            {
                return false;
            }

            for (var seed = 0; seed < keys.Length; seed++)
            {
                before[keys[seed]] = (contents[seed], i);
            }
        }

        return true;
    }

    private void Name(SeedChangeKind kind, int seed, long before)
    {
        if (before < most)
        {
            var found = now.Placed(seed);
            first.Add(new SeedChange(kind, found.Seed.Key, found.Place) { Records = now.Product is null ? [] : now.PlacesOf(found) });
        }
    }

    private SeedChange Removed(int entry) => new(SeedChangeKind.Removed, null, new SourcePlace(earlier.Files[earlier.Entries[entry].Extents[0].File].Path), earlier.Entries[entry].Partition.FirstKey);
}
