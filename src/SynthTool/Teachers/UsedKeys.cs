using SynthTool.Store;

namespace SynthTool.Teachers;

/// <summary>The distinct keys that a run has used. Holds eight bytes of each, because a build may use millions. Safe for several threads.</summary>
internal sealed class UsedKeys
{
    private const int Parts = 16;

    private readonly Lock gate = new();
    private readonly HashSet<ContentHash> bought = [];
    private readonly Part[] parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part())];

    /// <summary>False when the key was there.</summary>
    public bool Add(in ContentHash key)
    {
        var part = parts[key.B % Parts];
        lock (part.Gate)
        {
            return part.Add(key.A);
        }
    }

    /// <summary>Like <see cref="Add"/>, for an answer that this run has paid.</summary>
    /// <returns>False when this run had bought it before.</returns>
    public bool AddBought(in ContentHash key)
    {
        _ = Add(key);
        lock (gate)
        {
            return bought.Add(key);
        }
    }

    public bool WasBought(in ContentHash key)
    {
        lock (gate)
        {
            return bought.Contains(key);
        }
    }

    private sealed class Part
    {
        private ulong[] slots = new ulong[64];
        private int count;
        private bool hasZero;

        public Lock Gate { get; } = new();

        /// <summary>Open addressing; the keys are digests, so that they are spread as they are. False when the key was there.</summary>
        public bool Add(ulong key)
        {
            if (key == 0)
            {
                return !hasZero && (hasZero = true);
            }

            if (count >= slots.Length / 4 * 3)
            {
                Grow();
            }

            var at = Home(key);
            while (slots[at] != 0 && slots[at] != key)
            {
                at = (at + 1) & (slots.Length - 1);
            }

            var isNew = slots[at] == 0;
            slots[at] = key;
            count += isNew ? 1 : 0;
            return isNew;
        }

        private void Grow()
        {
            var before = slots;
            slots = new ulong[before.Length * 2];
            foreach (var key in before.Where(k => k != 0))
            {
                var at = Home(key);
                while (slots[at] != 0)
                {
                    at = (at + 1) & (slots.Length - 1);
                }

                slots[at] = key;
            }
        }

        private int Home(ulong key) => (int)(key & (ulong)(slots.Length - 1));
    }
}
