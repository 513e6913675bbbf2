using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>Strings and names of a <see cref="JsonElement"/> over their raw bytes: without allocation, and without the exceptions of its own readers.</summary>
internal static class JsonText
{
    /// <summary>A string's bytes as they are written, escapes included, without the quotes.</summary>
    public static ReadOnlySpan<byte> RawString(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    public static bool HasEscape(ReadOnlySpan<byte> raw) => raw.Contains((byte)'\\');

    /// <summary>The string in UTF-16; a lone surrogate stays one, bytes that are not UTF-8 become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var room = ArrayPool<char>.Shared.Rent(raw.Length);
        var text = new string(room, 0, Decode(raw, room));
        ArrayPool<char>.Shared.Return(room);
        return text;
    }

    /// <param name="raw">A string without its quotes.</param>
    /// <param name="room">At least as long as <paramref name="raw"/>.</param>
    /// <returns>How many UTF-16 units were written.</returns>
    public static int Decode(ReadOnlySpan<byte> raw, Span<char> room)
    {
        var written = 0;
        while (raw.IndexOf((byte)'\\') is var at and >= 0)
        {
            written += Encoding.UTF8.GetChars(raw[..at], room[written..]);
            room[written++] = Unescape(raw[at..], out var length);
            raw = raw[(at + length)..];
        }

        return written + Encoding.UTF8.GetChars(raw, room[written..]);
    }

    /// <summary>The UTF-16 unit that an escape stands for.</summary>
    /// <param name="escape">Begins with the back slash.</param>
    /// <param name="length">How many bytes the escape has.</param>
    public static char Unescape(ReadOnlySpan<byte> escape, out int length)
    {
        if (escape[1] == 'u')
        {
            length = 6;
            return Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';
        }

        length = 2;
        return escape[1] switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            var itself => (char)itself,
        };
    }

    /// <summary>Whether two raw strings mean the same text.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        HasEscape(a) || HasEscape(b) ? Decode(a).Equals(Decode(b), StringComparison.Ordinal) : a.SequenceEqual(b);

    /// <summary>The ordinal UTF-16 order of two raw strings.</summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (HasEscape(a) || HasEscape(b))
        {
            return string.CompareOrdinal(Decode(a), Decode(b));
        }

        var same = a.CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length.CompareTo(b.Length) : Rank(a[same]).CompareTo(Rank(b[same]));
    }

    /// <summary>How many code points a raw string has.</summary>
    public static int CodePoints(ReadOnlySpan<byte> raw)
    {
        var count = 0;
        if (!HasEscape(raw))
        {
            foreach (var one in raw)
            {
                count += (one & 0xC0) != 0x80 ? 1 : 0;
            }

            return count;
        }

        var room = ArrayPool<char>.Shared.Rent(raw.Length);
        ReadOnlySpan<char> text = room.AsSpan(0, Decode(raw, room));
        for (var i = 0; i < text.Length; i++, count++)
        {
            i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 1 : 0;
        }

        ArrayPool<char>.Shared.Return(room);
        return count;
    }

    /// <summary>Whether raw JSON is UTF-8 and no escape in it is half a surrogate pair.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> raw)
    {
        if (!System.Text.Unicode.Utf8.IsValid(raw))
        {
            return false;
        }

        while (raw.IndexOf((byte)'\\') is var at and >= 0)
        {
            var unit = Unescape(raw[at..], out var length);
            raw = raw[(at + length)..];
            if (!char.IsSurrogate(unit))
            {
                continue;
            }

            if (!char.IsHighSurrogate(unit) || !raw.StartsWith("\\u"u8) || !char.IsLowSurrogate(Unescape(raw, out length)))
            {
                return false;
            }

            raw = raw[length..];
        }

        return true;
    }

    // UTF-8 sorts U+E000..U+FFFF before the code points beyond, UTF-16 after them: their lead bytes change places.
    private static int Rank(byte lead) => lead is 0xEE or 0xEF ? lead + 0x20 : lead;
}
