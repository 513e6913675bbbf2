using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>The partition that is being filled.</summary>
internal sealed class PartitionBuilder(int index, int firstSeed)
{
    private readonly ArrayBufferWriter<byte> digested = new();
    private readonly List<Extent> extents = [];
    private readonly List<DroppedRecord> dropped = [];
    private readonly List<ShareBuilder> shares = [];
    private readonly List<SourcePlace> places = [];
    private readonly List<string> keys = [];
    private readonly List<ContentHash> frames = [];
    private ulong firstHash;
    private int chosen;

    public int Count => keys.Count;

    public bool HasLimitEnd { get; set; }

    public IReadOnlyList<SourceShare> Shares => [.. shares.Select(s => s.ToShare())];

    public void Add(int source, in ScanItem item, SourcePlace place)
    {
        firstHash = Count == 0 ? item.KeyHash : firstHash;
        Digest(digested, item.Key!, item.Content, item.Group);
        keys.Add(item.Key!);
        places.Add(place);
        Choose(source).Seeds++;
    }

    public void Drop(int source, in ScanItem item)
    {
        dropped.Add(new DroppedRecord(chosen, item.KeyHash, item.Content.A));
        Choose(source);
    }

    public void Observe(int source, Shape shape) => ShareOf(source).Add(shape);

    public void AddExtent(Extent extent, in ContentHash frame)
    {
        extents.Add(extent);
        frames.Add(frame);
    }

    /// <summary>The place of a seed by its number among all seeds; null when it lies elsewhere.</summary>
    public SourcePlace? PlaceOf(int seed, out string key)
    {
        var isHere = seed >= firstSeed;
        key = isHere ? keys[seed - firstSeed] : "";
        return isHere ? places[seed - firstSeed] : null;
    }

    /// <summary>The source of a seed by its number among all seeds; null when it lies elsewhere.</summary>
    public int? SourceOf(int seed) => seed < firstSeed ? null : SourceShare.SourceOf(Shares, seed - firstSeed);

    public PartitionEntry Finish()
    {
        return new PartitionEntry
        {
            Partition = new Partition(keys[0], index, Count, ContentHash.Of(digested.WrittenSpan)),
            FirstSeed = firstSeed,
            FirstHash = firstHash,
            Extents = [.. extents],
            Raw = ExtentDigest.OfAll(frames),
            Dropped = [.. dropped],
            Shares = [.. Shares],
            HasLimitEnd = HasLimitEnd,
        };
    }

    /// <summary>Adds a seed to what a partition's digest is made of; every text is framed by its length.</summary>
    public static void Digest(ArrayBufferWriter<byte> digested, string key, in ContentHash content, string group)
    {
        Write(digested, key);
        content.CopyTo(digested.GetSpan(ContentHash.Size));
        digested.Advance(ContentHash.Size);
        Write(digested, group);
    }

    private static void Write(ArrayBufferWriter<byte> digested, string text)
    {
        var room = digested.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        digested.Advance(sizeof(int) + length);
    }

    private ShareBuilder Choose(int source)
    {
        var share = ShareOf(source);
        share.Chosen++;
        chosen++;
        return share;
    }

    private ShareBuilder ShareOf(int source)
    {
        if (shares is not [.., var last] || last.Source != source)
        {
            shares.Add(new ShareBuilder(source));
        }

        return shares[^1];
    }

    private sealed class ShareBuilder(int source)
    {
        private readonly HashSet<Shape> seen = new(ReferenceEqualityComparer.Instance);

        public int Source => source;

        public int Chosen { get; set; }

        public int Seeds { get; set; }

        private Shape? Shape { get; set; }

        // Records of one form share one shape object, so that most records merge nothing.
        public void Add(Shape shape)
        {
            if (seen.Add(shape))
            {
                Shape = Shape is null ? shape : Shape.Merge(Shape, shape);
            }
        }

        public SourceShare ToShare() => new(source, Chosen, Seeds, Shape);
    }
}
