using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>What changes or counts whole packs. Changes are made under one lock of the folder, and a crash at any moment loses no answer.</summary>
internal sealed class PackMaintenance(PackSettings settings, PackSet packs)
{
    private const string LockName = "store.lock";
    private const int CopyBytes = 8 * 1024 * 1024;

    /// <summary>Runs a change if no other process is at one.</summary>
    public async Task<StoreChange> UnderLockAsync(Func<Task<long>> change)
    {
        using var held = OsLock.TryAcquire(Path.Combine(settings.Folder, LockName), settings.Owner, out var holder);
        if (held is null)
        {
            return new StoreChange(0, new Diagnostic(StoreDiagnostics.StoreBusy, null, $"the store is being changed by {Quoted.Text(holder ?? "")}", "run the command again when that one has ended"));
        }

        packs.Refresh(); // only now nobody else moves records about
        return new StoreChange(await change());
    }

    /// <summary>All keys that have an answer, in order. Reads every pack and reports its damage.</summary>
    public List<ContentHash> Keys()
    {
        var seen = new List<ContentHash>();
        foreach (var pack in packs.Packs)
        {
            packs.Scan(pack, (long _, in PackRecord record) => seen.Add(record.Key));
        }

        seen.Sort();
        var keys = new List<ContentHash>(seen.Count);
        foreach (var key in seen)
        {
            if ((keys.Count == 0 || keys[^1] != key) && packs.TryFind(key, static (in PackRecord _) => true, out _))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    public StoreStat Stat()
    {
        var keys = Keys();
        var failures = keys.Count(k => packs.TryFind(k, static (in PackRecord r) => r.IsFailure, out var isFailure) && isFailure);
        return new StoreStat("local", packs.Packs.Count, keys.Count, failures, packs.Packs.Sum(p => Disk.Length(p.File, p.FilePath)));
    }

    /// <summary>Writes the packs that hold other answers than the used ones anew, without them.</summary>
    /// <returns>How many answers were removed.</returns>
    public long Collect(IReadOnlySet<ContentHash> used)
    {
        using var idle = IdlePacks.Of(settings, packs.Packs);
        var removed = new HashSet<ContentHash>();
        bool Keeps(Pack pack, long offset, in PackRecord record)
        {
            if (record.Kind is RecordKind.Forgotten)
            {
                return !idle.IsAll; // packs that others still write may hold what it forgets
            }

            var counts = packs.IsWinner(pack, offset, record.Key);
            if (counts && !used.Contains(record.Key))
            {
                removed.Add(record.Key);
            }

            return counts && used.Contains(record.Key);
        }

        Rewrite(idle.Packs.Where(p => !KeepsAll(p, Keeps)).ToList(), Keeps);
        return removed.Count;
    }

    /// <summary>Merges small packs, so that opening the store stays quick.</summary>
    public void Merge()
    {
        using var idle = IdlePacks.Of(settings, packs.Packs);
        var small = idle.Packs.Where(p => Disk.Length(p.File, p.FilePath) < settings.SmallPackBytes && !packs.IsDamaged(p)).ToList();
        if (small.Count > 1)
        {
            // What does not count now must not begin to, only because the merged pack's name puts it elsewhere.
            Rewrite(small, (Pack pack, long offset, in PackRecord record) =>
                record.Kind is RecordKind.Forgotten || packs.IsWinner(pack, offset, record.Key));
        }
    }

    private delegate bool Keeps(Pack pack, long offset, in PackRecord record);

    private bool KeepsAll(Pack pack, Keeps keeps)
    {
        var all = true;
        var end = packs.Scan(pack, (long offset, in PackRecord record) => all &= keeps(pack, offset, record));
        return all && !packs.IsDamaged(pack) && end == Disk.Length(pack.File, pack.FilePath);
    }

    private void Rewrite(List<Pack> old, Keeps keeps)
    {
        var forgetting = new HashSet<Pack>();
        using (var writer = new PackWriter(settings, packs))
        {
            var copy = new PackCopy(writer, CopyBytes);
            foreach (var pack in old)
            {
                packs.Scan(pack, (long offset, in PackRecord record) =>
                {
                    if (record.Kind is RecordKind.Forgotten)
                    {
                        forgetting.Add(pack);
                    }

                    if (keeps(pack, offset, record))
                    {
                        copy.Add(record);
                    }
                });
            }

            copy.Flush();
        }

        // A record that forgets goes after what it forgets: killed in between, nothing comes back.
        foreach (var pack in old.OrderBy(forgetting.Contains))
        {
            Disk.Delete(pack.FilePath);
            Disk.Delete(PackIndex.PathFor(pack.FilePath));
        }

        Disk.SyncFolder(settings.Folder);
        packs.Remove(old);
    }
}
