using System.Runtime.InteropServices;
using System.Text;
using SynthTool.Diagnostics;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>The records of a source that is crossed, held in memory: of each its key, group and value as UTF-8, and its place.</summary>
/// <param name="name">The member of the seed that they are.</param>
/// <param name="isGroup">Whether their groups are a part of the combinations' groups.</param>
internal sealed class CrossedSource(string name, bool isGroup) : IDisposable
{
    private const int ChunkSize = 1024 * 1024;
    private const int Overhead = 128;

    private readonly List<byte[]> chunks = [];
    private readonly List<Held> records = [];
    private readonly List<long> ends = [0];
    private readonly List<SourcePlace> places = [];
    private readonly ContentHasher hasher = new();
    private int filled = ChunkSize;

    public string Name => name;

    public int Count => records.Count;

    /// <summary>About how much memory it takes.</summary>
    public long Bytes { get; private set; }

    /// <summary>How long the texts of all records are together.</summary>
    public long Length => ends[^1];

    /// <summary>The longest text of a record.</summary>
    public int Longest { get; private set; }

    /// <summary>The longest key, in UTF-16 units, and its record.</summary>
    public (int Length, int Record) LongestKey { get; private set; }

    /// <summary>The longest group, in UTF-16 units, and its record; 0 where groups play no part.</summary>
    public (int Length, int Record) LongestGroup { get; private set; }

    /// <summary>Of all keys, groups and values, once no more come.</summary>
    public ContentHash Digest { get; private set; }

    public void Add(Seed seed, SourcePlace place)
    {
        var value = JsonMarshal.GetRawUtf8Value(seed.Value);
        var group = isGroup ? seed.Group : "";
        var (keyLength, groupLength) = (Encoding.UTF8.GetByteCount(seed.Key), Encoding.UTF8.GetByteCount(group));
        var length = keyLength + groupLength + value.Length;
        var room = Room(length);
        var all = chunks[^1].AsSpan(room, length);
        Encoding.UTF8.GetBytes(seed.Key, all);
        Encoding.UTF8.GetBytes(group, all[keyLength..]);
        value.CopyTo(all[(keyLength + groupLength)..]);
        hasher.Add(keyLength).Add(groupLength).Add(all);
        LongestKey = seed.Key.Length > LongestKey.Length ? (seed.Key.Length, Count) : LongestKey;
        LongestGroup = group.Length > LongestGroup.Length ? (group.Length, Count) : LongestGroup;
        Longest = Math.Max(Longest, length);
        Bytes += length + Overhead;
        records.Add(new Held(chunks.Count - 1, room, keyLength, groupLength));
        ends.Add(ends[^1] + length);
        places.Add(place);
    }

    public void Seal() => Digest = hasher.Finish();

    public void Dispose() => hasher.Dispose();

    /// <summary>Where the text of a record would begin if those of all records followed each other; of <see cref="Count"/>, where they end.</summary>
    public long StartOf(int record) => ends[record];

    public long LengthOf(int record) => ends[record + 1] - ends[record];

    public ReadOnlySpan<byte> KeyOf(int record) => TextOf(record)[..records[record].Key];

    public ReadOnlySpan<byte> GroupOf(int record) => TextOf(record).Slice(records[record].Key, records[record].Group);

    public ReadOnlySpan<byte> ValueOf(int record) => TextOf(record)[(records[record].Key + records[record].Group)..];

    public SourcePlace PlaceOf(int record) => places[record];

    private ReadOnlySpan<byte> TextOf(int record) => chunks[records[record].Chunk].AsSpan(records[record].Start, (int)LengthOf(record));

    private int Room(int length)
    {
        if (filled + length > (chunks.Count == 0 ? 0 : chunks[^1].Length))
        {
            chunks.Add(new byte[Math.Max(length, ChunkSize)]);
            filled = 0;
        }

        var room = filled;
        filled += length;
        return room;
    }

    private readonly record struct Held(int Chunk, int Start, int Key, int Group);
}
