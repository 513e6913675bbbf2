using System.Collections.Immutable;
using SynthTool.Formats.Records;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>Finds partitions of an earlier scan again in the files as they are now, by their bytes, so that they need not be parsed.</summary>
internal sealed class Takeover
{
    public const int None = -1;

    public const int First = 0;

    private readonly ScanCache earlier;
    private readonly ImmutableArray<ScanFile> files;
    private readonly IReadOnlySet<string>? fieldsUsed;
    private readonly Dictionary<ulong, int> byFirstKey;
    private readonly bool[] isUsed;
    private readonly int[] untouched;
    private readonly ImmutableArray<Slot> slots;

    public Takeover(ScanCache earlier, ImmutableArray<ScanFile> files, SeedScanOptions options)
    {
        this.earlier = earlier;
        this.files = files;
        fieldsUsed = options.FieldsUsed;
        isUsed = new bool[earlier.Entries.Length];
        byFirstKey = [];
        for (var i = 0; i < earlier.Entries.Length; i++)
        {
            byFirstKey.TryAdd(earlier.Entries[i].FirstHash, i);
        }

        untouched = [.. files.Select(earlier.UntouchedIndexOf)];
        slots = [.. Enumerable.Range(0, Math.Max(1, options.Jobs)).Select(_ => new Slot())];
    }

    /// <summary>How many seeds the earlier scan had.</summary>
    public int SeedCount => earlier.SeedCount;

    /// <summary>Takes a partition, with the hashes of its seeds' keys and contents, or refuses it.</summary>
    public delegate bool Adopter(PartitionEntry taken, ReadOnlySpan<ulong> keys, ReadOnlySpan<ulong> contents);

    /// <summary>The earlier partition that begins with this key, if its bytes lie here; else <see cref="None"/>.</summary>
    public int Find(ulong firstKey, ScanPosition at)
    {
        if (!byFirstKey.TryGetValue(firstKey, out var index) || isUsed[index] || Fit(index, at) is not { IsEmpty: false } extents)
        {
            return None;
        }

        return IsSame(index, extents, slots[0]) ? index : None;
    }

    /// <summary>Takes over partition after partition, while each lies behind the one before as it did earlier.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="at">Where it should lie.</param>
    /// <param name="adopt">Takes each, in order.</param>
    /// <returns>Behind the last that was adopted.</returns>
    public ScanPosition Run(int first, ScanPosition at, Adopter adopt, CancellationToken ct)
    {
        var (candidate, ahead, reached) = (first, at, at);
        OrderedWork<Slot>.Run(
            slots,
            slot =>
            {
                if (candidate == isUsed.Length || isUsed[candidate] || Fit(candidate, ahead) is not { IsEmpty: false } extents)
                {
                    return false;
                }

                (slot.Index, slot.Extents, ahead) = (candidate++, extents, Behind(extents));
                return true;
            },
            slot => slot.IsSame = IsSame(slot.Index, slot.Extents, slot),
            slot =>
            {
                if (!slot.IsSame || !Adopt(slot, adopt))
                {
                    return false;
                }

                isUsed[slot.Index] = true;
                reached = Behind(slot.Extents);
                return true;
            },
            ct);
        foreach (var slot in slots)
        {
            slot.Close();
        }

        return reached;
    }

    /// <summary>The partition was not to be taken after all.</summary>
    public void GiveBack(int index) => isUsed[index] = false;

    private bool Adopt(Slot slot, Adopter adopt)
    {
        var entry = earlier.Entries[slot.Index];
        var count = entry.Partition.Count;
        var hashes = new ulong[count * 2];
        return earlier.TryReadHashes(entry, hashes.AsSpan(0, count), hashes.AsSpan(count))
            && adopt(entry with { Extents = slot.Extents, TakenFrom = slot.Index }, hashes.AsSpan(0, count), hashes.AsSpan(count));
    }

    // Where the partition's extents would lie now; empty when files begin or end elsewhere.
    private ImmutableArray<Extent> Fit(int index, ScanPosition at)
    {
        var fitted = ImmutableArray.CreateBuilder<Extent>(earlier.Entries[index].Extents.Length);
        foreach (var was in earlier.Entries[index].Extents)
        {
            var old = earlier.Files[was.File];
            var end = at.Offset + was.Length;
            if (at.File == files.Length
                || files[at.File].Source.Index != old.Source
                || files[at.File].File.Format != old.Format
                || (at.Offset == 0) != (was.Start == 0)
                || end > files[at.File].File.Size
                || (end == files[at.File].File.Size) != (was.End == old.Size))
            {
                return [];
            }

            var isFileEnd = end == files[at.File].File.Size;
            fitted.Add(new Extent(at.File, at.Offset, end, at.Line, isFileEnd ? 0 : at.Line + was.EndLine - was.Line));
            at = Behind(fitted);
        }

        return fitted.DrainToImmutable();
    }

    private ScanPosition Behind(IReadOnlyList<Extent> extents)
    {
        var last = extents[^1];
        return last.End == files[last.File].File.Size ? ScanPosition.StartOf(last.File + 1) : new ScanPosition(last.File, last.End, last.EndLine);
    }

    private bool IsSame(int index, ImmutableArray<Extent> extents, Slot slot)
    {
        var entry = earlier.Entries[index];
        if (extents.Zip(entry.Extents).All(e => untouched[e.First.File] == e.Second.File && e.First.Start == e.Second.Start))
        {
            return true;
        }

        return ExtentDigest.OfAll(extents.Select(e => DigestOf(e, slot))) == entry.Raw;
    }

    private ContentHash DigestOf(Extent extent, Slot slot)
    {
        var file = files[extent.File];
        return ExtentDigest.Of(file, extent, ExtentDigest.BytesOf(slot.Open(extent.File, file), extent, ref slot.Buffer), fieldsUsed);
    }

    /// <summary>What one thread needs to look at a partition's bytes.</summary>
    private sealed class Slot
    {
        private RecordBytes? bytes;
        private int opened = -1;

        public byte[]? Buffer;

        public int Index { get; set; }

        public ImmutableArray<Extent> Extents { get; set; }

        public bool IsSame { get; set; }

        public RecordBytes Open(int index, ScanFile file)
        {
            if (opened != index)
            {
                Close();
                bytes = file.File.Open();
                opened = index;
            }

            return bytes!;
        }

        public void Close()
        {
            bytes?.Dispose();
            bytes = null;
            opened = -1;
        }
    }
}
