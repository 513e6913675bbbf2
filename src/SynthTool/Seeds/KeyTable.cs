namespace SynthTool.Seeds;

/// <summary>
/// A hash table of seed numbers by key hash: 5 bytes a slot, a number and a byte of the hash, so that hardly any look-up
/// goes to the hashes themselves. Small parts grow one by one, so that growing never needs twice the room.
/// </summary>
internal sealed class KeyTable
{
    private const int Empty = 0;
    private const int Removed = -1;

    private readonly Part[] parts = new Part[256];
    private readonly int partSize;

    /// <param name="expected">How many numbers will probably come: then nothing has to grow.</param>
    public KeyTable(int expected) => partSize = (int)(expected / 256 * 13L / 10) + 16;

    public void Add(ulong hash, int number, Func<int, ulong> hashOf)
    {
        ref var part = ref parts[hash >> 56];
        part ??= new Part(partSize);
        if (part.IsFull)
        {
            part = part.Grown(hashOf);
        }

        part.Add(hash, number);
    }

    /// <summary>Adds a number unless its hash is there; returns whether it was added.</summary>
    public bool TryAdd(ulong hash, int number, Func<int, ulong> hashOf)
    {
        ref var part = ref parts[hash >> 56];
        part ??= new Part(partSize);
        if (part.IsFull)
        {
            part = part.Grown(hashOf);
        }

        return part.TryAdd(hash, number, hashOf);
    }

    /// <summary>The numbers with this hash, in no order; null when there is none.</summary>
    public List<int>? Find(ulong hash, Func<int, ulong> hashOf) => parts[hash >> 56]?.Find(hash, hashOf);

    public void Remove(ulong hash, int number) => parts[hash >> 56].Remove(hash, number);

    private sealed class Part(int size)
    {
        private readonly int[] slots = new int[size];
        private readonly byte[] tags = new byte[size];
        private int used;

        public bool IsFull => used >= slots.Length * 17L / 20;

        public Part Grown(Func<int, ulong> hashOf)
        {
            var grown = new Part((slots.Length * 7 / 5) + 8);
            foreach (var slot in slots)
            {
                if (slot > Empty)
                {
                    grown.Add(hashOf(slot - 1), slot - 1);
                }
            }

            return grown;
        }

        public void Add(ulong hash, int number)
        {
            var at = Home(hash);
            while (slots[at] != Empty)
            {
                at = Next(at);
            }

            slots[at] = number + 1;
            tags[at] = (byte)hash;
            used++;
        }

        public bool TryAdd(ulong hash, int number, Func<int, ulong> hashOf)
        {
            var at = Home(hash);
            for (; slots[at] != Empty; at = Next(at))
            {
                if (IsAt(at, hash, hashOf))
                {
                    return false;
                }
            }

            slots[at] = number + 1;
            tags[at] = (byte)hash;
            used++;
            return true;
        }

        public List<int>? Find(ulong hash, Func<int, ulong> hashOf)
        {
            List<int>? found = null;
            for (var at = Home(hash); slots[at] != Empty; at = Next(at))
            {
                if (IsAt(at, hash, hashOf))
                {
                    (found ??= []).Add(slots[at] - 1);
                }
            }

            return found;
        }

        public void Remove(ulong hash, int number)
        {
            var at = Home(hash);
            while (slots[at] != number + 1)
            {
                at = Next(at);
            }

            slots[at] = Removed;
        }

        private bool IsAt(int at, ulong hash, Func<int, ulong> hashOf) => tags[at] == (byte)hash && slots[at] > Empty && hashOf(slots[at] - 1) == hash;

        private int Home(ulong hash) => (int)(((hash >> 16 & uint.MaxValue) * (ulong)slots.Length) >> 32);

        private int Next(int at) => at + 1 == slots.Length ? 0 : at + 1;
    }
}
