using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Differences;

/// <summary>A row as one output ships it.</summary>
/// <param name="SeedHash">Of the key of the seed that it comes from, see <see cref="HashOf"/>.</param>
/// <param name="Columns">The output's, in their order.</param>
internal sealed record SideRow(string Id, ulong SeedHash, string Split, ImmutableArray<string> Columns, ImmutableArray<JsonElement> Values)
{
    /// <summary>Equal for rows of the same split and values, whatever the order of their columns.</summary>
    public UInt128 Digest()
    {
        var hash = new XxHash128();
        Append(hash, System.Text.Encoding.UTF8.GetBytes(Split));
        string[] names = [.. Columns];
        Array.Sort(names, StringComparer.Ordinal);
        foreach (var name in names)
        {
            Append(hash, System.Text.Encoding.UTF8.GetBytes(name));
            Append(hash, CanonicalJson.ToBytes(Values[Columns.IndexOf(name)]));
        }

        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Whether both are the same byte by byte, as nearly all rows are: cheaper than their digests, which tell the rest apart.</summary>
    public bool IsWrittenAs(SideRow other) =>
        Split == other.Split && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan())
        && Values.Zip(other.Values).All(v => JsonMarshal.GetRawUtf8Value(v.First).SequenceEqual(JsonMarshal.GetRawUtf8Value(v.Second)));

    public JsonElement? Value(string column) => Columns.IndexOf(column) is >= 0 and var at ? Values[at] : null;

    /// <summary>A short name for a key.</summary>
    public static ulong HashOf(string key) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()));

    private static void Append(XxHash128 hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
    }
}
