namespace SynthTool.Store;

/// <summary>Where the record of a key lies, in 24 bytes: half of the key is enough to find it, and the record has the whole.</summary>
/// <param name="High">The key's first eight bytes.</param>
/// <param name="Low">The key's next eight bytes.</param>
/// <param name="Location">From <see cref="At"/>.</param>
internal readonly record struct KeyEntry(ulong High, ulong Low, ulong Location) : IComparable<KeyEntry>
{
    private const int OffsetBits = 44;
    private const ulong FlagBit = 1UL << 63;

    public int File => (int)((Location & ~FlagBit) >> OffsetBits);

    public long Offset => (long)(Location & ((1UL << OffsetBits) - 1));

    /// <summary>One bit that the index's owner may use.</summary>
    public bool Flag => (Location & FlagBit) != 0;

    public static KeyEntry Of(in ContentHash key, int file, long offset, bool flag = false) => new(key.A, key.B, At(file, offset, flag));

    /// <summary>A file's number (below 524,288), an offset in it (below 16 TiB) and a bit, as one number.</summary>
    public static ulong At(int file, long offset, bool flag = false) => ((ulong)file << OffsetBits) | (ulong)offset | (flag ? FlagBit : 0);

    public bool IsFor(in ContentHash key) => High == key.A && Low == key.B;

    public int CompareTo(KeyEntry other)
    {
        var order = High.CompareTo(other.High);
        order = order != 0 ? order : Low.CompareTo(other.Low);
        return order != 0 ? order : (Location & ~FlagBit).CompareTo(other.Location & ~FlagBit);
    }

    public static bool operator <(KeyEntry left, KeyEntry right) => left.CompareTo(right) < 0;

    public static bool operator >(KeyEntry left, KeyEntry right) => left.CompareTo(right) > 0;

    public static bool operator <=(KeyEntry left, KeyEntry right) => left.CompareTo(right) <= 0;

    public static bool operator >=(KeyEntry left, KeyEntry right) => left.CompareTo(right) >= 0;
}
