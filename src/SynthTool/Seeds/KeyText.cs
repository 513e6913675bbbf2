using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SynthTool.Files;
using SynthTool.Formats;

namespace SynthTool.Seeds;

/// <summary>Fields of a record as one readable text. Different values never give one text, but for a number or a truth value and its own spelling as text.</summary>
internal static class KeyText
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int MaxLength = 512;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c), '%', '/', ',']);

    /// <summary>The text, or null with the reason why there is none.</summary>
    /// <param name="record">An object.</param>
    /// <param name="fields">At least one.</param>
    /// <param name="problem">Follows "the record": <c>lacks the field "id"</c>.</param>
    public static string? Of(JsonElement record, ImmutableArray<FieldName> fields, out string problem)
    {
        problem = "";
        if (fields is [var only])
        {
            return PartOf(record, only, ref problem);
        }

        var text = new StringBuilder();
        foreach (var field in fields)
        {
            if (PartOf(record, field, ref problem) is not { } part)
            {
                return null;
            }

            text = (text.Length > 0 || !ReferenceEquals(field, fields[0]) ? text.Append(',') : text).Append(part);
        }

        return text.ToString();
    }

    /// <summary>The text with <c>%</c>, <c>/</c>, <c>,</c> and control characters percent-encoded: the signs that join keys to row ids.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && Special.Contains((char)rune.Value))
            {
                foreach (var one in utf8[..rune.EncodeToUtf8(utf8)])
                {
                    escaped.Append('%').Append(Convert.ToHexString([one]));
                }
            }
            else
            {
                escaped.Append(rune.ToString());
            }
        }

        return escaped.ToString();
    }

    private static string? PartOf(JsonElement record, FieldName field, ref string problem)
    {
        if (!record.TryGetProperty(field.Utf8, out var value))
        {
            problem = $"lacks the field {Quoted.Text(field.Text)}";
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return Escape(value.GetString()!);
            case JsonValueKind.Number:
                var number = new ArrayBufferWriter<byte>(32);
                CanonicalJson.WriteNumber(JsonMarshal.GetRawUtf8Value(value), number);
                return Encoding.ASCII.GetString(number.WrittenSpan);
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            default:
                problem = $"has {(value.ValueKind is JsonValueKind.Null ? "null" : value.ValueKind is JsonValueKind.Array ? "an array" : "an object")} in the field {Quoted.Text(field.Text)}";
                return null;
        }
    }
}
