using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>
/// The one way in which a JSON value is written before it is hashed or compared: members sorted by ordinal UTF-16 name,
/// no white space, escapes only where JSON demands them, numbers normalised without loss. Hashes that people paid for
/// hang on these bytes, so that nothing here leaves a choice to a library.
/// </summary>
/// <remarks>
/// Values should be <see cref="IsWellFormed">well-formed</see> and free of <see cref="TryFindDuplicate">duplicates</see>;
/// readers refuse the others. Nothing throws for them: a lone surrogate is written as its escape.
/// </remarks>
internal static class CanonicalJson
{
    /// <summary>More zeros than this at an integer's end are written as an exponent, so that <c>1e999999999</c> stays short.</summary>
    private const int MostZeros = 64;

    /// <summary>More zeros than this behind <c>0.</c> are written as an exponent.</summary>
    private const int MostLeadingZeros = 6;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    public static byte[] ToBytes(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>(JsonMarshal.GetRawUtf8Value(value).Length + 16);
        Write(value, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    public static void Write(JsonElement value, IBufferWriter<byte> writer) => _ = TryWrite(value, writer, out _);

    /// <summary>Writes a value and looks for duplicates in the same pass, for nearly nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="writer">Where to. What is there after a duplicate is of no use.</param>
    /// <param name="duplicate">A member name that occurs twice in one object.</param>
    /// <returns>Whether all names are unique in their objects.</returns>
    public static bool TryWrite(JsonElement value, IBufferWriter<byte> writer, out string duplicate)
    {
        var sink = new Utf8Sink(writer);
        string? found = null;
        Write(value, ref sink, ref found);
        sink.Finish();
        duplicate = found ?? "";
        return found is null;
    }

    /// <summary>Writes a JSON string with its quotes.</summary>
    public static void WriteString(ReadOnlySpan<char> text, IBufferWriter<byte> writer)
    {
        var sink = new Utf8Sink(writer);
        sink.Put((byte)'"');
        WriteUnits(text, ref sink);
        sink.Put((byte)'"');
        sink.Finish();
    }

    /// <summary>Writes a number in its one form.</summary>
    /// <param name="raw">A number as JSON's grammar has it.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteNumber(ReadOnlySpan<byte> raw, IBufferWriter<byte> writer)
    {
        var sink = new Utf8Sink(writer);
        WriteNumber(raw, ref sink);
        sink.Finish();
    }

    /// <summary>Whether every string and name is valid UTF-8 without a lone surrogate, so that no reading of it can throw.</summary>
    public static bool IsWellFormed(JsonElement value) => JsonText.IsWellFormed(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>The first member name that occurs twice in one object, at any depth.</summary>
    public static bool TryFindDuplicate(JsonElement value, out string name)
    {
        name = "";
        return value.ValueKind switch
        {
            JsonValueKind.Object => DuplicateInObject(value, ref name),
            JsonValueKind.Array => DuplicateInArray(value, ref name),
            _ => false,
        };
    }

    private static bool DuplicateInObject(JsonElement value, ref string name)
    {
        using var members = SortedMembers.Of(value);
        if (members.TryFindDuplicate(out var raw))
        {
            name = JsonText.Decode(raw);
            return true;
        }

        foreach (ref readonly var member in members.Span)
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && TryFindDuplicate(member.Value, out name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool DuplicateInArray(JsonElement value, ref string name)
    {
        foreach (var item in value.EnumerateArray())
        {
            if (TryFindDuplicate(item, out name))
            {
                return true;
            }
        }

        return false;
    }

    private static void Write(JsonElement value, ref Utf8Sink sink, ref string? duplicate)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, ref sink, ref duplicate);
                break;
            case JsonValueKind.Array:
                WriteArray(value, ref sink, ref duplicate);
                break;
            case JsonValueKind.String:
                WriteRawString(JsonText.RawString(value), ref sink);
                break;
            case JsonValueKind.Number:
                WriteNumber(JsonMarshal.GetRawUtf8Value(value), ref sink);
                break;
            case JsonValueKind.True:
                sink.Put("true"u8);
                break;
            case JsonValueKind.False:
                sink.Put("false"u8);
                break;
            default:
                sink.Put("null"u8);
                break;
        }
    }

    private static void WriteObject(JsonElement value, ref Utf8Sink sink, ref string? duplicate)
    {
        using var members = SortedMembers.Of(value);
        if (members.TryFindDuplicate(out var twice))
        {
            duplicate ??= JsonText.Decode(twice);
        }

        sink.Put((byte)'{');
        var isFirst = true;
        foreach (ref readonly var member in members.Span)
        {
            if (!isFirst)
            {
                sink.Put((byte)',');
            }

            isFirst = false;
            WriteRawString(JsonMarshal.GetRawUtf8PropertyName(member), ref sink);
            sink.Put((byte)':');
            Write(member.Value, ref sink, ref duplicate);
        }

        sink.Put((byte)'}');
    }

    private static void WriteArray(JsonElement value, ref Utf8Sink sink, ref string? duplicate)
    {
        sink.Put((byte)'[');
        var isFirst = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!isFirst)
            {
                sink.Put((byte)',');
            }

            isFirst = false;
            Write(item, ref sink, ref duplicate);
        }

        sink.Put((byte)']');
    }

    // Without a back slash the raw text has nothing left to normalise: JSON allows neither quotes nor controls in it.
    private static void WriteRawString(ReadOnlySpan<byte> raw, ref Utf8Sink sink)
    {
        sink.Put((byte)'"');
        while (raw.IndexOf((byte)'\\') is var at and >= 0)
        {
            sink.Put(raw[..at]);
            var unit = JsonText.Unescape(raw[at..], out var length);
            raw = raw[(at + length)..];
            if (char.IsHighSurrogate(unit) && raw.StartsWith("\\u"u8) && JsonText.Unescape(raw, out length) is var low && char.IsLowSurrogate(low))
            {
                raw = raw[length..];
                WriteUnits([unit, low], ref sink);
            }
            else
            {
                WriteUnits([unit], ref sink);
            }
        }

        sink.Put(raw);
        sink.Put((byte)'"');
    }

    private static void WriteUnits(scoped ReadOnlySpan<char> text, ref Utf8Sink sink)
    {
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            WriteUnescaped(text[..at], ref sink);
            WriteEscape(text[at], ref sink);
            text = text[(at + 1)..];
        }

        WriteUnescaped(text, ref sink);
    }

    private static void WriteUnescaped(scoped ReadOnlySpan<char> text, ref Utf8Sink sink)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is var at and >= 0)
        {
            WriteRun(text[..at], ref sink);
            text = text[at..];
            if (Rune.DecodeFromUtf16(text, out var rune, out var units) is OperationStatus.Done)
            {
                sink.Put(utf8[..rune.EncodeToUtf8(utf8)]);
            }
            else
            {
                WriteEscape(text[0], ref sink);
            }

            text = text[units..];
        }

        WriteRun(text, ref sink);
    }

    // Without surrogates it may be cut anywhere. Every prompt goes through here for its key, so it goes in runs and not in characters.
    private static void WriteRun(scoped ReadOnlySpan<char> text, ref Utf8Sink sink)
    {
        const int Most = 256;
        Span<byte> utf8 = stackalloc byte[Most * 3];
        while (!text.IsEmpty)
        {
            var part = text[..Math.Min(Most, text.Length)];
            sink.Put(utf8[..Encoding.UTF8.GetBytes(part, utf8)]);
            text = text[part.Length..];
        }
    }

    private static void WriteEscape(char unit, ref Utf8Sink sink)
    {
        sink.Put((byte)'\\');
        switch (unit)
        {
            case '"' or '\\':
                sink.Put((byte)unit);
                break;
            case '\b':
                sink.Put((byte)'b');
                break;
            case '\f':
                sink.Put((byte)'f');
                break;
            case '\n':
                sink.Put((byte)'n');
                break;
            case '\r':
                sink.Put((byte)'r');
                break;
            case '\t':
                sink.Put((byte)'t');
                break;
            default:
                Span<byte> hex = stackalloc byte[4];
                _ = Utf8Formatter.TryFormat((ushort)unit, hex, out _, new StandardFormat('x', 4));
                sink.Put((byte)'u');
                sink.Put(hex);
                break;
        }
    }

    private static void WriteNumber(ReadOnlySpan<byte> raw, ref Utf8Sink sink)
    {
        if (raw.Length <= MostZeros && !raw.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
        {
            sink.Put(raw is [(byte)'-', (byte)'0'] ? "0"u8 : raw);
            return;
        }

        var number = JsonNumber.Of(raw);
        if (number.IsFar)
        {
            WriteFar(raw, ref sink);
            return;
        }

        if (number.IsNegative)
        {
            sink.Put((byte)'-');
        }

        WriteMagnitude(number, ref sink);
    }

    private static void WriteMagnitude(JsonNumber number, ref Utf8Sink sink)
    {
        var beforePoint = number.DigitCount + number.Exponent;
        if (number.IsZero)
        {
            sink.Put((byte)'0');
        }
        else if (number.Exponent is >= 0 and <= MostZeros)
        {
            WriteDigits(number, 0, number.DigitCount, ref sink);
            WriteZeros(number.Exponent, ref sink);
        }
        else if (number.Exponent < 0 && beforePoint > 0)
        {
            WriteDigits(number, 0, (int)beforePoint, ref sink);
            sink.Put((byte)'.');
            WriteDigits(number, (int)beforePoint, number.DigitCount, ref sink);
        }
        else if (number.Exponent < 0 && beforePoint >= -MostLeadingZeros)
        {
            sink.Put("0."u8);
            WriteZeros(-beforePoint, ref sink);
            WriteDigits(number, 0, number.DigitCount, ref sink);
        }
        else
        {
            Span<byte> exponent = stackalloc byte[24];
            _ = Utf8Formatter.TryFormat(number.Exponent, exponent, out var length);
            WriteDigits(number, 0, number.DigitCount, ref sink);
            sink.Put((byte)'e');
            sink.Put(exponent[..length]);
        }
    }

    // Exponents of 18 digits and more: lossless, but as they are written.
    private static void WriteFar(ReadOnlySpan<byte> raw, ref Utf8Sink sink)
    {
        foreach (var one in raw)
        {
            if (one != '+')
            {
                sink.Put(one == 'E' ? (byte)'e' : one);
            }
        }
    }

    private static void WriteDigits(JsonNumber number, int from, int to, ref Utf8Sink sink)
    {
        for (var i = from; i < to; i++)
        {
            sink.Put(number.Digit(i));
        }
    }

    private static void WriteZeros(long count, ref Utf8Sink sink)
    {
        for (var i = 0L; i < count; i++)
        {
            sink.Put((byte)'0');
        }
    }
}
