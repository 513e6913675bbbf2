using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>Whether JSON values are the same value, however they are written.</summary>
internal static class JsonEquality
{
    /// <summary>Up to so many items every pair is compared; beyond, canonical forms are sorted.</summary>
    private const int Few = 12;

    public static bool AreEqual(JsonElement a, JsonElement b)
    {
        if (a.ValueKind != b.ValueKind)
        {
            return false;
        }

        return a.ValueKind switch
        {
            JsonValueKind.String => JsonText.AreEqual(JsonText.RawString(a), JsonText.RawString(b)),
            JsonValueKind.Number => AreEqualNumbers(JsonMarshal.GetRawUtf8Value(a), JsonMarshal.GetRawUtf8Value(b)),
            JsonValueKind.Array => AreEqualArrays(a, b),
            JsonValueKind.Object => AreEqualObjects(a, b),
            _ => true,
        };
    }

    /// <summary>Two equal items of an array, by position, or null when all differ.</summary>
    public static (int First, int Second)? FindEqualItems(JsonElement array) =>
        array.GetArrayLength() <= Few ? FindAmongFew(array) : FindAmongMany(array);

    private static (int First, int Second)? FindAmongFew(JsonElement array)
    {
        for (var second = 1; second < array.GetArrayLength(); second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (AreEqual(array[first], array[second]))
                {
                    return (first, second);
                }
            }
        }

        return null;
    }

    private static (int First, int Second)? FindAmongMany(JsonElement array)
    {
        var bytes = new ArrayBufferWriter<byte>(JsonMarshal.GetRawUtf8Value(array).Length);
        var items = new List<(int Start, int End, int Index)>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            var start = bytes.WrittenCount;
            CanonicalJson.Write(item, bytes);
            items.Add((start, bytes.WrittenCount, items.Count));
        }

        var written = bytes.WrittenMemory;
        int Compare((int Start, int End, int Index) a, (int Start, int End, int Index) b) =>
            written.Span[a.Start..a.End].SequenceCompareTo(written.Span[b.Start..b.End]);
        items.Sort((a, b) => Compare(a, b) is var order and not 0 ? order : a.Index.CompareTo(b.Index));
        for (var i = 1; i < items.Count; i++)
        {
            if (Compare(items[i - 1], items[i]) == 0)
            {
                return (items[i - 1].Index, items[i].Index);
            }
        }

        return null;
    }

    private static bool AreEqualNumbers(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.SequenceEqual(b))
        {
            return true;
        }

        var left = JsonNumber.Of(a);
        var right = JsonNumber.Of(b);
        return !left.IsFar && !right.IsFar && left.CompareTo(right) == 0;
    }

    private static bool AreEqualArrays(JsonElement a, JsonElement b)
    {
        if (a.GetArrayLength() != b.GetArrayLength())
        {
            return false;
        }

        var others = b.EnumerateArray();
        foreach (var item in a.EnumerateArray())
        {
            if (!others.MoveNext() || !AreEqual(item, others.Current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqualObjects(JsonElement a, JsonElement b)
    {
        if (a.GetPropertyCount() != b.GetPropertyCount())
        {
            return false;
        }

        using var left = SortedMembers.Of(a);
        using var right = SortedMembers.Of(b);
        for (var i = 0; i < left.Span.Length; i++)
        {
            var (one, other) = (left.Span[i], right.Span[i]);
            if (!JsonText.AreEqual(JsonMarshal.GetRawUtf8PropertyName(one), JsonMarshal.GetRawUtf8PropertyName(other)) || !AreEqual(one.Value, other.Value))
            {
                return false;
            }
        }

        return true;
    }
}
