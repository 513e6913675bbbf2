using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>
/// Every seed's key and content as 8 bytes each, in seed order, and a table that finds a key: about 24 bytes a seed.
/// Equal hashes do not prove equal keys; the caller looks at the keys themselves then.
/// </summary>
internal sealed class KeyIndex
{
    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<ulong[]> keys = [];
    private readonly List<ulong[]> contents = [];
    private readonly Func<int, ulong> keyOf;
    private KeyTable? table;

    /// <param name="expected">How many seeds will probably come.</param>
    public KeyIndex(int expected = 0)
    {
        keyOf = Key;
        table = new KeyTable(expected);
    }

    public int Count { get; private set; }

    /// <summary>The hash of a key's UTF-8 bytes: the start of its SHA-256, so that nobody can make many keys share one.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> key) => ContentHash.Of(key).A;

    public static ulong HashOf(string key) => ContentHash.Of(key).A;

    public ulong Key(int ordinal) => keys[ordinal >> ChunkBits][ordinal & (ChunkSize - 1)];

    /// <summary>The first 8 bytes of the seed's content digest.</summary>
    public ulong Content(int ordinal) => contents[ordinal >> ChunkBits][ordinal & (ChunkSize - 1)];

    public void Add(ulong key, ulong content)
    {
        Append(key, content);
        table!.Add(key, Count - 1, keyOf);
    }

    /// <summary>Adds a seed unless one with this key hash is there; returns whether it was added.</summary>
    public bool TryAdd(ulong key, ulong content)
    {
        if (!table!.TryAdd(key, Count, keyOf))
        {
            return false;
        }

        Append(key, content);
        return true;
    }

    /// <summary>The seeds with this hash, in no order; nearly always none.</summary>
    public IReadOnlyList<int> Find(ulong key) => table!.Find(key, keyOf) ?? (IReadOnlyList<int>)[];

    public bool Contains(ulong key) => table!.Find(key, keyOf) is not null;

    public void RemoveLast(int count)
    {
        for (; count > 0; count--)
        {
            Count--;
            table!.Remove(Key(Count), Count);
        }
    }

    /// <summary>Frees the table: nothing is added or found any more.</summary>
    public void Seal() => table = null;

    /// <summary>All seeds with this hash, by looking at every one.</summary>
    public IEnumerable<int> Search(ulong key) => Enumerable.Range(0, Count).Where(i => Key(i) == key);

    private void Append(ulong key, ulong content)
    {
        if (Count >> ChunkBits == keys.Count)
        {
            keys.Add(new ulong[ChunkSize]);
            contents.Add(new ulong[ChunkSize]);
        }

        keys[Count >> ChunkBits][Count & (ChunkSize - 1)] = key;
        contents[Count >> ChunkBits][Count & (ChunkSize - 1)] = content;
        Count++;
    }
}
