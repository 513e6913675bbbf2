using System.Text;
using System.Text.Unicode;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Records;

/// <summary>What may be wrong with a record's bytes, before they mean anything.</summary>
internal static class RecordText
{
    /// <summary>The first byte that is not text, or null.</summary>
    /// <param name="bytes">The record.</param>
    /// <param name="place">Its file and first line.</param>
    public static Diagnostic? ProblemOf(ReadOnlySpan<byte> bytes, SourcePlace place)
    {
        var nul = bytes.IndexOf((byte)0);
        var bad = FirstInvalid(bytes);
        if (nul < 0 && bad < 0)
        {
            return null;
        }

        return nul >= 0 && (bad < 0 || nul < bad)
            ? new(RecordsDiagnostics.NulByte, At(place, bytes, nul), "The record has a NUL byte", "probably the file is not text, or UTF-16: save it as UTF-8")
            : new(RecordsDiagnostics.InvalidUtf8, At(place, bytes, bad), FormattableString.Invariant($"The record is not UTF-8: byte 0x{bytes[bad]:x2} begins no valid character"), "save the file as UTF-8");
    }

    /// <summary>The place of a byte of a record that begins a line.</summary>
    public static SourcePlace At(SourcePlace place, ReadOnlySpan<byte> bytes, int position)
    {
        var before = bytes[..position];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return place with { Line = place.Line + before.Count((byte)'\n'), Column = Units(before[lineStart..]) + 1 };
    }

    /// <summary>The bytes with every <c>\r\n</c> as <c>\n</c>.</summary>
    /// <param name="room">At least as long.</param>
    public static ReadOnlySpan<byte> Unify(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        if (!bytes.Contains((byte)'\r'))
        {
            return bytes;
        }

        var length = 0;
        while (bytes.IndexOf("\r\n"u8) is var at and >= 0)
        {
            bytes[..at].CopyTo(room[length..]);
            length += at;
            bytes = bytes[(at + 1)..];
        }

        bytes.CopyTo(room[length..]);
        return room[..(length + bytes.Length)];
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return -1;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static int Units(ReadOnlySpan<byte> utf8)
    {
        var units = 0;
        foreach (var one in utf8)
        {
            units += (one & 0xC0) == 0x80 ? 0 : one >= 0xF0 ? 2 : 1;
        }

        return units;
    }
}
