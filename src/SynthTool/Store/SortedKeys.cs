using System.Numerics;

namespace SynthTool.Store;

/// <summary>Entries in the order of their keys. Digests are spread evenly, so a key's first bits say nearly where it lies.</summary>
internal sealed class SortedKeys
{
    private const int UsualBucket = 4;
    private const int ScanLength = 16;

    private readonly KeyEntry[] entries;
    private readonly int[] starts; // of each bucket, and the end
    private readonly int shift;

    private SortedKeys(KeyEntry[] entries)
    {
        this.entries = entries;
        var bits = BitOperations.Log2((uint)Math.Max(entries.Length / UsualBucket, 2));
        shift = (8 * sizeof(ulong)) - bits;
        starts = new int[(1 << bits) + 1];
        for (var (bucket, at) = (0, 0); bucket < starts.Length; bucket++)
        {
            while (at < entries.Length && Bucket(entries[at].High) < bucket)
            {
                at++;
            }

            starts[bucket] = at;
        }
    }

    public static SortedKeys Empty { get; } = new([]);

    public int Count => entries.Length;

    public ReadOnlySpan<KeyEntry> Entries => entries;

    /// <summary>Takes the entries over and sorts them where they are not in order.</summary>
    public static SortedKeys Of(KeyEntry[] entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i] < entries[i - 1])
            {
                Array.Sort(entries);
                break;
            }
        }

        return new SortedKeys(entries);
    }

    /// <summary>The entries of the key, and of any other that begins alike; usually one or none.</summary>
    public ReadOnlySpan<KeyEntry> Find(in ContentHash key)
    {
        var first = LowerBound(key.A, key.B);
        var end = first;
        while (end < entries.Length && entries[end].IsFor(key))
        {
            end++;
        }

        return entries.AsSpan(first, end - first);
    }

    private int Bucket(ulong high) => (int)(high >> shift);

    /// <summary>The first entry that is not before the key.</summary>
    private int LowerBound(ulong high, ulong low)
    {
        var bucket = Bucket(high);
        var (from, to) = (starts[bucket], starts[bucket + 1]);
        while (to - from > ScanLength)
        {
            var middle = from + ((to - from) / 2);
            (from, to) = IsBefore(entries[middle], high, low) ? (middle + 1, to) : (from, middle);
        }

        // One after the other: the processor fetches the next while it looks at this one, which halving does not let it.
        while (from < to && IsBefore(entries[from], high, low))
        {
            from++;
        }

        return from;
    }

    private static bool IsBefore(in KeyEntry entry, ulong high, ulong low) => entry.High < high || (entry.High == high && entry.Low < low);
}
