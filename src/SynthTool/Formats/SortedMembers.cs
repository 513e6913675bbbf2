using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>An object's members in ordinal UTF-16 order of their names, in a borrowed array.</summary>
internal readonly ref struct SortedMembers : IDisposable
{
    /// <summary>Up to so many members are sorted by insertion, with the names' first bytes as a number.</summary>
    private const int Few = 32;

    private readonly JsonProperty[] rented;
    private readonly int count;

    private SortedMembers(JsonProperty[] rented, int count)
    {
        this.rented = rented;
        this.count = count;
    }

    public Span<JsonProperty> Span => rented.AsSpan(0, count);

    public static SortedMembers Of(JsonElement value)
    {
        var count = value.GetPropertyCount();
        var rented = ArrayPool<JsonProperty>.Shared.Rent(count);
        var members = new SortedMembers(rented, count);
        if (count <= Few)
        {
            Insert(value, members.Span);
            return members;
        }

        var next = 0;
        foreach (var member in value.EnumerateObject())
        {
            rented[next++] = member;
        }

        members.Span.Sort(static (a, b) => Compare(a, b));
        return members;
    }

    public void Dispose()
    {
        Span.Clear();
        ArrayPool<JsonProperty>.Shared.Return(rented);
    }

    /// <summary>A raw name that two members share, if there is one.</summary>
    public bool TryFindDuplicate(out ReadOnlySpan<byte> name)
    {
        name = count > 0 ? JsonMarshal.GetRawUtf8PropertyName(rented[0]) : [];
        for (var i = 1; i < count; i++)
        {
            var next = JsonMarshal.GetRawUtf8PropertyName(rented[i]);
            if (JsonText.AreEqual(name, next))
            {
                return true;
            }

            name = next;
        }

        return false;
    }

    private static void Insert(JsonElement value, Span<JsonProperty> members)
    {
        Span<ulong> keys = stackalloc ulong[Few];
        var next = 0;
        foreach (var member in value.EnumerateObject())
        {
            var key = Key(JsonMarshal.GetRawUtf8PropertyName(member));
            var at = next++;
            for (; at > 0 && IsBefore(key, member, keys[at - 1], members[at - 1]); at--)
            {
                keys[at] = keys[at - 1];
                members[at] = members[at - 1];
            }

            keys[at] = key;
            members[at] = member;
        }
    }

    private static bool IsBefore(ulong key, in JsonProperty member, ulong otherKey, in JsonProperty other) =>
        key != otherKey && key != 0 && otherKey != 0 ? key < otherKey : Compare(member, other) < 0;

    /// <summary>A name's first eight bytes as a number of the same order; 0 when they do not tell the order by themselves.</summary>
    private static ulong Key(ReadOnlySpan<byte> name)
    {
        const ulong Ones = 0x0101010101010101;
        const ulong Highs = 0x8080808080808080;
        ulong key = 0;
        if (name.Length >= 8)
        {
            key = BinaryPrimitives.ReadUInt64BigEndian(name);
        }
        else
        {
            for (var i = 0; i < 8; i++)
            {
                key = (key << 8) | (i < name.Length ? name[i] : 0UL);
            }
        }

        var escapes = key ^ (Ones * (byte)'\\');
        var isPlain = ((key | ((escapes - Ones) & ~escapes)) & Highs) == 0;
        return isPlain ? key : 0;
    }

    private static int Compare(in JsonProperty a, in JsonProperty b) =>
        JsonText.Compare(JsonMarshal.GetRawUtf8PropertyName(a), JsonMarshal.GetRawUtf8PropertyName(b));
}
