namespace SynthTool.Store;

/// <summary>Entries in the order of their keys; found by interpolation, because digests are spread evenly.</summary>
internal sealed class SortedKeys
{
    private const int Interpolations = 4;
    private const int ScanLength = 8;

    private readonly KeyEntry[] entries;

    private SortedKeys(KeyEntry[] entries) => this.entries = entries;

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

    /// <summary>The first entry that is not before the key.</summary>
    private int LowerBound(ulong high, ulong low)
    {
        var from = 0;
        var to = entries.Length;
        for (var tries = 0; to - from > ScanLength; tries++)
        {
            var middle = tries < Interpolations ? Guess(from, to, high) : from + ((to - from) / 2);
            var entry = entries[middle];
            if (entry.High < high || (entry.High == high && entry.Low < low))
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        while (from < to && (entries[from].High < high || (entries[from].High == high && entries[from].Low < low)))
        {
            from++;
        }

        return from;
    }

    // Keys that are not spread evenly make bad guesses, never wrong answers; halving takes over after a few.
    private int Guess(int from, int to, ulong high)
    {
        var first = entries[from].High;
        var last = entries[to - 1].High;
        if (high <= first)
        {
            return from;
        }

        if (high >= last)
        {
            return to - 1;
        }

        return from + (int)((double)(high - first) / (last - first) * (to - 1 - from));
    }
}
