using Microsoft.Win32.SafeHandles;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>All packs of a folder, open for reading: which records a key has, and which of them counts.</summary>
internal sealed class PackSet : IDisposable
{
    private const int UsualCandidates = 8;
    private const int MaxDamageBytes = 64 * 1024 * 1024; // what is larger is no record
    private const long MappedBytes = 128 * 1024 * 1024;

    private readonly RepositoryRoot root;
    private readonly PackSettings settings;
    private readonly Findings findings;
    private readonly Lock gate = new();
    private readonly HashSet<(string Pack, long Offset)> reported = [];
    private readonly HashSet<ContentHash> damagedKeys = [];
    private readonly List<(Pack Pack, PackDamage Place)> damagedPlaces = [];
    private readonly HashSet<string> tooNew = new(StringComparer.Ordinal);
    private long bytesUntilRenewal = MappedBytes;
    private int lastNumber = -1;
    private volatile View view = new([], [], new KeyTable());

    /// <summary>Opens what is there.</summary>
    public PackSet(RepositoryRoot root, PackSettings settings, Findings findings)
    {
        this.root = root;
        this.settings = settings;
        this.findings = findings;
        Refresh();
    }

    public delegate T OnRecord<out T>(in PackRecord record);

    /// <summary>How many places were found damaged so far.</summary>
    public int IntegrityErrors
    {
        get
        {
            lock (gate)
            {
                return reported.Count;
            }
        }
    }

    /// <summary>The highest generation that a record has.</summary>
    public uint Generation { get; private set; }

    public IReadOnlyList<Pack> Packs => [.. view.Packs.Where(p => !p.IsGone)];

    /// <summary>Takes in what other processes have added since.</summary>
    public void Refresh()
    {
        lock (gate)
        {
            foreach (var pack in view.Packs.Where(p => !p.IsGone && Disk.Length(p.File, p.FilePath) > p.Length))
            {
                Extend(pack);
            }

            // The folder's stamp would not tell: two changes may fall into one tick of the file system's clock.
            var there = Disk.FilesIn(settings.Folder).Where(n => n.EndsWith(Pack.Extension, StringComparison.Ordinal)).Select(n => Path.GetFileNameWithoutExtension(n)).ToHashSet(StringComparer.Ordinal);
            var known = view.Packs.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var name in there.Except(known).Order(StringComparer.Ordinal))
            {
                Open(Path.Combine(settings.Folder, name + Pack.Extension));
            }

            // Packs that another process has merged into one of those just opened. A record in a file that is gone must not win over its copy.
            Drop(view.Packs.Where(p => !there.Contains(p.Name)).ToList());
        }
    }

    /// <summary>A number for the name of a new pack. None is given twice: others may still know a removed pack by its name.</summary>
    public int TakeNumber() => Interlocked.Increment(ref lastNumber);

    /// <summary>Adds a pack that this process is about to write.</summary>
    public Pack AddOwn(string path, SafeFileHandle file)
    {
        lock (gate)
        {
            var pack = new Pack(path, view.Packs.Length, file) { Length = long.MaxValue }; // its records are published, never looked for
            view = view with { Packs = [.. view.Packs, pack] };
            return pack;
        }
    }

    /// <summary>Makes records that are durable visible.</summary>
    public void Publish(IEnumerable<KeyEntry> entries, uint generation)
    {
        lock (gate)
        {
            Generation = Math.Max(Generation, generation);
            foreach (var entry in entries)
            {
                view.Recent.Add(entry);
            }
        }
    }

    /// <summary>Moves the keys of a pack that has become large out of the table of recent ones.</summary>
    public void Settle(Pack pack, SortedKeys keys)
    {
        if (keys.Count < settings.SmallPackAnswers)
        {
            return;
        }

        lock (gate)
        {
            var recent = new KeyTable();
            foreach (var entry in view.Recent.ToArray().Where(e => e.File != pack.Number))
            {
                recent.Add(entry);
            }

            pack.Keys = keys;
            view = view with { Sorted = [.. view.Sorted, pack], Recent = recent };
        }
    }

    /// <summary>Forgets packs whose files were removed, with all that only they hold.</summary>
    public void Remove(IReadOnlyCollection<Pack> removed)
    {
        lock (gate)
        {
            Drop(removed);
        }
    }

    /// <summary>Lets the system have back the memory of what was read; the next read maps it anew.</summary>
    public void Renew()
    {
        foreach (var pack in view.Packs)
        {
            pack.Map?.Renew();
        }
    }

    /// <summary>The record that counts for a key.</summary>
    public bool TryFind<T>(in ContentHash key, OnRecord<T> onRecord, out T result)
    {
        Span<ulong> found = stackalloc ulong[UsualCandidates];
        var packs = Locate(key, ref found);
        result = default!;
        return found.Length switch
        {
            0 => false,
            1 => TryReadSingle(packs, key, found[0], onRecord, out result),
            _ => TryReadWinner(packs, key, found, onRecord, out result),
        };
    }

    /// <summary>Whether some record may be there: true for forgotten and damaged ones too.</summary>
    public bool MayKnow(in ContentHash key) => Candidates(view, key, []) > 0;

    /// <summary>Whether it is this record that counts for its key.</summary>
    public bool IsWinner(Pack pack, long offset, in ContentHash key)
    {
        Span<ulong> found = stackalloc ulong[UsualCandidates];
        var packs = Locate(key, ref found);
        return found.Length == 1
            ? found[0] == KeyEntry.At(pack.Number, offset)
            : Winner(packs, key, found) is { } winner && winner.Pack == pack && winner.Offset == offset;
    }

    /// <summary>Reads all records of a pack in order and reports damage between them.</summary>
    /// <returns>Where the last record ends.</returns>
    public long Scan(Pack pack, PackScan.OnRecord onRecord)
    {
        var scan = PackScan.Run(pack.File, pack.FilePath, PackFormat.HeaderSize, onRecord);
        foreach (var damage in scan.Damage)
        {
            Report(pack, damage.Offset, "what lies");
        }

        if (scan.End < pack.End)
        {
            Report(pack, scan.End, "what lies"); // it was whole once
        }

        return scan.End;
    }

    /// <summary>Whether the key's record proved damaged, or the key stands in a damaged place.</summary>
    public bool IsDamaged(in ContentHash key)
    {
        (Pack Pack, PackDamage Place)[] places;
        lock (gate)
        {
            if (damagedKeys.Contains(key))
            {
                return true;
            }

            places = [.. damagedPlaces];
        }

        var wanted = new byte[ContentHash.Size];
        key.CopyTo(wanted);
        return places.Any(p => BytesOf(p.Pack, p.Place).AsSpan().IndexOf(wanted) >= 0);
    }

    private static byte[] BytesOf(Pack pack, PackDamage place)
    {
        var bytes = new byte[Math.Min(place.Length, MaxDamageBytes)];
        return bytes[..Disk.Read(pack.File, bytes, place.Offset, pack.FilePath)];
    }

    public bool IsDamaged(Pack pack)
    {
        lock (gate)
        {
            return reported.Any(r => r.Pack == pack.Name);
        }
    }

    private void Report(Pack pack, long offset, in ContentHash key)
    {
        Report(pack, offset, "the record");
        lock (gate)
        {
            damagedKeys.Add(key);
        }
    }

    private void Report(Pack pack, PackDamage damage)
    {
        Report(pack, damage.Offset, "what lies");
        lock (gate)
        {
            damagedPlaces.Add((pack, damage));
        }
    }

    public void Report(Pack pack, long offset, string what)
    {
        lock (gate)
        {
            if (reported.Add((pack.Name, offset)))
            {
                findings.Add(
                    StoreDiagnostics.EntryDamaged,
                    new SourcePlace(root.Relative(pack.FilePath)),
                    FormattableString.Invariant($"{what} at byte {offset} of this pack does not match its checksum; it counts as missing"),
                    "`dotnet synth store verify` lists all damage; restore the file from a copy if there is one");
            }
        }
    }

    public void Dispose()
    {
        foreach (var pack in view.Packs)
        {
            pack.Dispose();
        }
    }

    private void Drop(IReadOnlyCollection<Pack> packs)
    {
        if (packs.All(p => p.IsGone))
        {
            return;
        }

        foreach (var pack in packs)
        {
            pack.IsGone = true; // its file stays open: another thread may be reading from it
        }

        var recent = new KeyTable();
        foreach (var entry in view.Recent.ToArray().Where(e => !view.Packs[e.File].IsGone))
        {
            recent.Add(entry);
        }

        view = view with { Sorted = [.. view.Sorted.Where(p => !p.IsGone)], Recent = recent };
    }

    // Mapped pages count as this process's memory for as long as they are mapped. Read in order, as builds do, this bounds them; read at
    // random, mapping anew would bring the same pages back, and the system takes them when it needs memory.
    private void Spend(Pack pack, in PackRecord record, long offset)
    {
        if (pack.Map?.FollowsLast(offset) is not true || Interlocked.Add(ref bytesUntilRenewal, -record.Bytes.Length) > 0)
        {
            return;
        }

        Interlocked.Exchange(ref bytesUntilRenewal, MappedBytes);
        Renew();
    }

    private static int Candidates(View view, in ContentHash key, Span<ulong> found)
    {
        var count = view.Recent.Find(key, found);
        foreach (var pack in view.Sorted)
        {
            foreach (var entry in pack.Keys.Find(key))
            {
                if (count < found.Length)
                {
                    found[count] = entry.Location;
                }

                count++;
            }
        }

        return count;
    }

    private bool TryReadSingle<T>(Pack[] packs, in ContentHash key, ulong location, OnRecord<T> onRecord, out T result)
    {
        result = default!;
        var place = new KeyEntry(key.A, key.B, location);
        var pack = packs[place.File];
        using var lease = pack.Lease(place.Offset);
        if (!lease.IsWhole)
        {
            Report(pack, place.Offset, key);
            return false;
        }

        var counts = lease.Record.Key == key && lease.Record.Kind is not RecordKind.Forgotten;
        Spend(pack, lease.Record, place.Offset);
        result = counts ? onRecord(lease.Record) : result;
        return counts;
    }

    private bool TryReadWinner<T>(Pack[] packs, in ContentHash key, ReadOnlySpan<ulong> locations, OnRecord<T> onRecord, out T result)
    {
        result = default!;
        if (Winner(packs, key, locations) is not { } winner)
        {
            return false;
        }

        using var lease = winner.Pack.Lease(winner.Offset);
        result = lease.IsWhole ? onRecord(lease.Record) : result;
        return lease.IsWhole;
    }

    private RecordHead? Winner(Pack[] packs, in ContentHash key, ReadOnlySpan<ulong> locations)
    {
        var records = new List<RecordHead>(locations.Length);
        foreach (var location in locations)
        {
            var place = new KeyEntry(key.A, key.B, location);
            var pack = packs[place.File];
            using var lease = pack.Lease(place.Offset);
            if (!lease.IsWhole)
            {
                Report(pack, place.Offset, key);
            }
            else if (lease.Record.Key == key)
            {
                var record = lease.Record;
                records.Add(new RecordHead(pack, place.Offset, record.Kind, record.Attempt, record.Generation, record.IsFailure));
            }
        }

        return RecordHead.Winner(records);
    }

    private Pack[] Locate(in ContentHash key, ref Span<ulong> found)
    {
        var count = Candidates(view, key, found);
        if (count > found.Length)
        {
            found = new ulong[count];
            count = Math.Min(count, Candidates(view, key, found));
        }

        found = found[..count];
        return view.Packs; // after the look-up, so that no pack is missing that an entry names
    }

    private void Open(string path)
    {
        SafeFileHandle file;
        try
        {
            file = Disk.OpenRead(path);
        }
        catch (FileFailure failure) when (failure.Kind == FilesDiagnostics.Vanished)
        {
            return; // another process has merged it into one that the listing has, or the next will have
        }

        var pack = new Pack(path, view.Packs.Length, file);
        if (!HasHeader(pack))
        {
            file.Dispose();
            return;
        }

        view = view with { Packs = [.. view.Packs, pack] };
        if (PackIndex.TryRead(file, path, pack.Number) is { } index)
        {
            Take(pack, index);
            if (Disk.Length(file, path) > pack.Length)
            {
                Extend(pack);
            }
        }
        else
        {
            ScanWhole(pack);
        }
    }

    private bool HasHeader(Pack pack)
    {
        Span<byte> header = stackalloc byte[PackFormat.HeaderSize];
        var place = new SourcePlace(root.Relative(pack.FilePath));
        var read = Disk.Read(pack.File, header, 0, pack.FilePath);
        if (read < header.Length)
        {
            return false; // just created, or its writer was killed before its first answer
        }

        if (!PackFormat.IsPack(header))
        {
            if (reported.Add((pack.Name, 0)))
            {
                findings.Add(StoreDiagnostics.PackUnreadable, place, "the file does not begin as a response pack does; the answers in it count as missing");
            }

            return false;
        }

        if (PackFormat.IsTooNew(header) && tooNew.Add(pack.Name))
        {
            findings.Add(StoreDiagnostics.PackTooNew, place, "this pack was written by a newer version of the tool; without it answers would be bought again", "update the tool");
        }

        return !PackFormat.IsTooNew(header);
    }

    private void Take(Pack pack, PackIndex index)
    {
        (pack.End, pack.Length) = (index.End, index.Length);
        Generation = Math.Max(Generation, index.Generation);
        foreach (var damage in index.Damage)
        {
            Report(pack, damage);
        }

        if (index.Keys.Count >= settings.SmallPackAnswers)
        {
            pack.Keys = index.Keys;
            if (pack.End >= PackMap.MinBytes && !Disk.FileExists(PackWriter.LockPath(settings.Folder, pack.Name)))
            {
                pack.Map = new PackMap(pack.File, pack.FilePath, pack.End);
            }

            view = view with { Sorted = [.. view.Sorted, pack] };
            return;
        }

        foreach (var entry in index.Keys.Entries)
        {
            view.Recent.Add(entry);
        }
    }

    private void ScanWhole(Pack pack)
    {
        var index = ScanFrom(pack, PackFormat.HeaderSize);
        Take(pack, index);
        if (index.Keys.Count >= settings.SmallPackAnswers)
        {
            try
            {
                index.Write(pack.File, pack.FilePath);
            }
            catch (FileFailure)
            {
                // The index only spares time: a folder that cannot be written must not stop a reader.
            }
        }
    }

    /// <summary>Takes in what was appended to a pack since it was looked at.</summary>
    private void Extend(Pack pack)
    {
        var index = ScanFrom(pack, pack.End);
        (pack.End, pack.Length) = (index.End, index.Length);
        Generation = Math.Max(Generation, index.Generation);
        foreach (var damage in index.Damage)
        {
            Report(pack, damage);
        }

        foreach (var entry in index.Keys.Entries)
        {
            view.Recent.Add(entry);
        }
    }

    private static PackIndex ScanFrom(Pack pack, long from)
    {
        var entries = new List<KeyEntry>();
        uint generation = 0;
        var scan = PackScan.Run(pack.File, pack.FilePath, from, (long offset, in PackRecord record) =>
        {
            entries.Add(KeyEntry.Of(record.Key, pack.Number, offset));
            generation = Math.Max(generation, record.Generation);
        });
        return new PackIndex(SortedKeys.Of([.. entries]), scan.End, scan.Length, generation, scan.Damage);
    }

    /// <param name="Packs">By number.</param>
    /// <param name="Sorted">Those with a sorted index of their own.</param>
    /// <param name="Recent">The entries of all others.</param>
    private sealed record View(Pack[] Packs, Pack[] Sorted, KeyTable Recent);
}
