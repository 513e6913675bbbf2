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
            return part.Keys.Add(key.A);
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
        public Lock Gate { get; } = new();

        public HashSet<ulong> Keys { get; } = [];
    }
}
