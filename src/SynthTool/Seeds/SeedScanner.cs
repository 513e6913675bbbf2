using System.Collections.Immutable;
using System.Security.Cryptography;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Formats.Records;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>
/// Goes through all files in order and makes partitions of what became of their records. It knows order, limits,
/// duplicates and cuts; what a record means was decided before, by several threads.
/// </summary>
internal sealed class SeedScanner : IDisposable
{
    /// <summary>Seeds are numbered, and their numbers are kept in 4 bytes.</summary>
    private const int MaxSeeds = 500_000_000;

    private readonly ImmutableArray<ScanFile> files;
    private readonly IReadOnlySet<string>? fieldsUsed;
    private readonly Takeover? takeover;
    private readonly CancellationToken ct;
    private readonly Boundary boundary;
    private readonly Findings findings;
    private readonly Duplicates duplicates;
    private readonly ImmutableArray<ScanSlot> slots;
    private readonly long[] limits;
    private readonly long[] chosen;
    private readonly Findings[] undecided;
    private readonly LackedFields[] lacking;
    private readonly IncrementalHash bytes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartitionBuilder? open;
    private PartitionEntry? tentative;
    private ScanPosition next = ScanPosition.First;
    private int expected;
    private ScanPosition extentStart;
    private int file;
    private long hashed;
    private bool isInExtent;
    private int brokenFile = -1;
    private int broken;

    public SeedScanner(ImmutableArray<ScanFile> files, IReadOnlyList<SourceDefinition> sources, SeedScanOptions options, Takeover? takeover, Findings findings, CancellationToken ct)
    {
        this.files = files;
        this.takeover = takeover;
        this.findings = findings;
        this.ct = ct;
        fieldsUsed = options.FieldsUsed;
        boundary = new Boundary(options.PartitionTarget);
        Keys = new KeyIndex(takeover?.SeedCount ?? 0);
        duplicates = new Duplicates(files, fieldsUsed, Entries, Keys, findings);
        slots = [.. Enumerable.Range(0, Math.Max(1, options.Jobs)).Select(_ => new ScanSlot(fieldsUsed))];
        limits = [.. sources.Select(s => s.Limit ?? long.MaxValue)];
        chosen = new long[sources.Count];
        undecided = [.. sources.Select(_ => new Findings())];
        lacking = [.. sources.Select(_ => new LackedFields())];
        expected = takeover is null ? Takeover.None : Takeover.First;
    }

    /// <summary>The partitions, in order.</summary>
    public List<PartitionEntry> Entries { get; } = [];

    public KeyIndex Keys { get; }

    /// <summary>What was seen without leading to a single seed.</summary>
    public IReadOnlyList<SourceShare> Rest { get; private set; } = [];

    /// <summary>By source without a schema: records whose condition could not be decided, unless the condition itself turns out to be wrong.</summary>
    public IReadOnlyList<Findings> Undecided => undecided;

    /// <summary>By source: records that lack a field of their key or group.</summary>
    public IReadOnlyList<LackedFields> Lacking => lacking;

    /// <summary>How many records of a source became seeds.</summary>
    public long Chosen(int source) => chosen[source];

    public void Dispose() => bytes.Dispose();

    public void Run()
    {
        while (next.File < files.Length)
        {
            TakeOver();
            Parse();
        }

        if (open is { Count: > 0 })
        {
            Close();
        }

        Rest = open?.Shares ?? [];
        Keys.Seal();
    }

    private void TakeOver()
    {
        if (expected != Takeover.None)
        {
            next = takeover!.Run(expected, next, Adopt, ct);
            expected = Takeover.None;
        }
    }

    private void Parse()
    {
        if (next.File == files.Length)
        {
            return;
        }

        open ??= NewPartition();
        BeginExtent(next);
        using var feed = new BatchFeed(files, next);
        next = ScanPosition.StartOf(files.Length);
        OrderedWork<ScanSlot>.Run(slots, feed.Fill, s => s.Work(files[s.File].Source), Take, ct);
        if (isInExtent)
        {
            EndExtent(hashed, 0);
        }
    }

    private bool Take(ScanSlot slot)
    {
        if (slot.File != file)
        {
            EndExtent(hashed, 0);
            BeginExtent(ScanPosition.StartOf(slot.File));
        }

        foreach (ref readonly var item in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(slot.Items))
        {
            if (!TakeItem(slot.Batch, item))
            {
                return false;
            }
        }

        HashTo(slot.Batch, slot.Batch.Offset + slot.Batch.Length);
        return true;
    }

    private bool TakeItem(RecordBatch batch, in ScanItem item)
    {
        if (tentative is not null && !Confirms(item))
        {
            GiveBack();
            return false;
        }

        tentative = null;
        if (item.Problems is { } problems)
        {
            Observe(item);
            return Report(batch, item, problems);
        }

        if (item.Key is null)
        {
            Observe(item);
            return true;
        }

        return Choose(batch, item);
    }

    // Behind a partition that was taken over nothing but the beginning of another one proves that it has ended there.
    private bool Confirms(in ScanItem item) =>
        item.Problems is null
        && item.Key is not null
        && boundary.Begins(item.CutHash, tentative!.Partition.Count)
        && !Keys.Contains(item.KeyHash);

    private bool Choose(RecordBatch batch, in ScanItem item)
    {
        var source = files[file].Source;
        var place = files[file].PlaceOf(item.Line);
        switch (duplicates.Judge(item, source, place, open!))
        {
            case Duplicate.Refused:
                open!.Drop(source.Index, item);
                return true;
            case Duplicate.Equal:
                open!.Drop(source.Index, item);
                break;
            default:
                if (!CutBefore(batch, item))
                {
                    return false;
                }

                open!.Add(source.Index, item, place);
                Keys.Add(item.KeyHash, item.Content.A);
                break;
        }

        Observe(item);
        return IsBelowLimit(batch, item, source) && HasRoom(source);
    }

    private bool CutBefore(RecordBatch batch, in ScanItem item)
    {
        if (open!.Count == 0 || !boundary.Begins(item.CutHash, open.Count))
        {
            return true;
        }

        HashTo(batch, item.Start);
        EndExtent(item.Start, item.Line);
        Close();
        var at = new ScanPosition(file, item.Start, item.Line);
        expected = takeover?.Find(item.KeyHash, at) ?? Takeover.None;
        if (expected != Takeover.None)
        {
            next = at;
            return false;
        }

        open = NewPartition();
        BeginExtent(at);
        return true;
    }

    private bool IsBelowLimit(RecordBatch batch, in ScanItem item, SourcePlan source)
    {
        if (++chosen[source.Index] < limits[source.Index])
        {
            return true;
        }

        open!.HasLimitEnd = true;
        HashTo(batch, item.End);
        EndExtent(item.End, item.Line);
        var behind = file;
        while (behind < files.Length && files[behind].Source == source)
        {
            behind++;
        }

        next = ScanPosition.StartOf(behind);
        return false;
    }

    private bool HasRoom(SourcePlan source)
    {
        if (Keys.Count < MaxSeeds)
        {
            return true;
        }

        findings.Add(SeedsDiagnostics.TooManySeeds, source.Definition.Place, FormattableString.Invariant($"There are more than {MaxSeeds:N0} seeds"));
        return false;
    }

    private bool Report(RecordBatch batch, in ScanItem item, IReadOnlyList<Diagnostic> problems)
    {
        var source = files[file].Source;
        var told = item.IsUndecided && source.Declared is null ? undecided[source.Index] : item.Lacks is { } field ? lacking[source.Index].Of(field) : findings;
        told.AddRange(problems);
        broken = brokenFile == file ? broken + 1 : 1;
        brokenFile = file;
        if (broken < RecordLimits.MaxBroken)
        {
            return true;
        }

        (item.Lacks is null ? findings : told).Add(RecordsDiagnostics.TooManyBroken, new SourcePlace(files[file].File.RepoPath), FormattableString.Invariant($"The file has {broken:N0} broken records; the rest of it was not read"));
        HashTo(batch, item.End);
        EndExtent(item.End, item.Line);
        next = ScanPosition.StartOf(file + 1);
        return false;
    }

    private void Observe(in ScanItem item)
    {
        if (item.Shape is { } shape)
        {
            open!.Observe(files[file].Source.Index, shape);
        }
    }

    private PartitionBuilder NewPartition() => new(Entries.Count, Keys.Count);

    private void Close()
    {
        Entries.Add(open!.Finish());
        open = null;
    }

    private void BeginExtent(ScanPosition at)
    {
        bytes.GetHashAndReset();
        (extentStart, file, hashed, isInExtent) = (at, at.File, at.Offset, true);
    }

    private void EndExtent(long end, long line)
    {
        var extent = new Extent(file, extentStart.Offset, end, extentStart.Line, line);
        if (isInExtent && (extent.Length > 0 || files[file].File.Size == 0))
        {
            open!.AddExtent(extent, ExtentDigest.Of(files[file], extent, ContentHash.FromBytes(bytes.GetHashAndReset()), fieldsUsed));
        }

        isInExtent = false;
    }

    private void HashTo(RecordBatch batch, long offset)
    {
        hashed = Math.Max(hashed, batch.Offset); // a record that was too large is in no batch
        bytes.AppendData(batch.Bytes.AsSpan((int)(hashed - batch.Offset), (int)(offset - hashed)));
        hashed = offset;
    }

    private bool Adopt(PartitionEntry taken, ReadOnlySpan<ulong> keys, ReadOnlySpan<ulong> contents)
    {
        if (taken.HasLimitEnd || taken.Shares.Any(s => chosen[s.Source] + s.Chosen >= limits[s.Source]))
        {
            return false;
        }

        var first = Keys.Count;
        if (!TryAddAll(keys, contents) || !taken.Dropped.All(IsStillEqual))
        {
            Keys.RemoveLast(Keys.Count - first);
            return false;
        }

        Count(taken, 1);
        tentative = taken with { Partition = taken.Partition with { Index = Entries.Count }, FirstSeed = first };
        Entries.Add(tentative);
        return true;
    }

    private bool TryAddAll(ReadOnlySpan<ulong> keys, ReadOnlySpan<ulong> contents)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (!Keys.TryAdd(keys[i], contents[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsStillEqual(DroppedRecord dropped) => Keys.Find(dropped.KeyHash).Any(n => Keys.Content(n) == dropped.Content);

    private void GiveBack()
    {
        var given = tentative!;
        tentative = null;
        open = null;
        isInExtent = false;
        Entries.RemoveAt(Entries.Count - 1);
        Keys.RemoveLast(given.Partition.Count);
        Count(given, -1);
        takeover!.GiveBack(given.TakenFrom);
        next = new ScanPosition(given.Extents[0].File, given.Extents[0].Start, given.Extents[0].Line);
    }

    private void Count(PartitionEntry entry, int sign)
    {
        foreach (var share in entry.Shares)
        {
            chosen[share.Source] += sign * share.Chosen;
        }
    }
}
