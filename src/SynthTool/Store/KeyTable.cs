namespace SynthTool.Store;

/// <summary>Entries that still grow. One thread adds while others look up.</summary>
internal sealed class KeyTable
{
    private Slot[] slots = new Slot[64];

    public int Count { get; private set; }

    public void Add(in KeyEntry entry)
    {
        if ((Count + 1) * 4 > slots.Length * 3)
        {
            Grow();
        }

        Insert(slots, entry);
        Count++;
    }

    /// <summary>Copies the locations of the key, and of any other that begins alike, as far as there is room.</summary>
    /// <returns>How many there are.</returns>
    public int Find(in ContentHash key, Span<ulong> found)
    {
        var table = Volatile.Read(ref slots);
        var count = 0;
        for (var i = Home(key.A, table); Volatile.Read(ref table[i].Location) is not 0 and var location; i = (i + 1) & (table.Length - 1))
        {
            if (table[i].High == key.A && table[i].Low == key.B)
            {
                if (count < found.Length)
                {
                    found[count] = location;
                }

                count++;
            }
        }

        return count;
    }

    /// <summary>All entries, in no order.</summary>
    public KeyEntry[] ToArray() => [.. slots.Where(s => s.Location != 0).Select(s => new KeyEntry(s.High, s.Low, s.Location))];

    private static int Home(ulong high, Slot[] table) => (int)(high & (ulong)(table.Length - 1));

    private void Grow()
    {
        var wider = new Slot[slots.Length * 2];
        foreach (ref var slot in slots.AsSpan())
        {
            if (slot.Location != 0)
            {
                Insert(wider, new KeyEntry(slot.High, slot.Low, slot.Location));
            }
        }

        Volatile.Write(ref slots, wider);
    }

    private static void Insert(Slot[] table, in KeyEntry entry)
    {
        var i = Home(entry.High, table);
        while (table[i].Location != 0)
        {
            i = (i + 1) & (table.Length - 1);
        }

        table[i].High = entry.High;
        table[i].Low = entry.Low;
        Volatile.Write(ref table[i].Location, entry.Location); // last: who sees the location sees the key
    }

    private struct Slot
    {
        public ulong High;
        public ulong Low;
        public ulong Location; // 0 is an empty slot: no record lies at the beginning of a file
    }
}
