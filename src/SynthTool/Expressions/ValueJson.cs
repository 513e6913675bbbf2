using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Expressions;

/// <summary>Values as canonical JSON, and numbers as people read them.</summary>
internal static class ValueJson
{
    /// <summary>The value as one line of canonical JSON.</summary>
    /// <exception cref="ValueFailure">It is too long or too deep.</exception>
    public static string ToText(in Value value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(value, bytes);
        Limits.CheckText(bytes.WrittenCount);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <exception cref="ValueFailure">It is too long or too deep.</exception>
    public static void Write(in Value value, ArrayBufferWriter<byte> bytes) => Write(value, bytes, Limits.Depth);

    /// <summary>A scalar as a prompt prints it: numbers in the shortest form that reads back as the same, null as nothing.</summary>
    public static string Print(in Value value) => value.Kind switch
    {
        ValueKind.Null => "",
        ValueKind.Boolean => value.Boolean ? "true" : "false",
        ValueKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
        ValueKind.BigInteger => value.BigInteger.ToString(CultureInfo.InvariantCulture),
        ValueKind.Number => value.Number.ToString("R", CultureInfo.InvariantCulture),
        ValueKind.Text => value.Text,
        ValueKind.Array => throw new ValueFailure("an array is printed through json: {{ json … }}, or joined: {{ … | array.join \", \" }}"),
        _ => throw new ValueFailure("an object is printed through json: {{ json … }}"),
    };

    private static void Write(in Value value, ArrayBufferWriter<byte> bytes, int depth)
    {
        if (depth == 0)
        {
            throw new ValueFailure(FormattableString.Invariant($"a value here is nested more than {Limits.Depth} deep"));
        }

        Limits.CheckText(bytes.WrittenCount);
        if (value.TryGetElement(out var element))
        {
            CanonicalJson.Write(element, bytes);
            return;
        }

        switch (value.Kind)
        {
            case ValueKind.Text:
                CanonicalJson.WriteString(value.Text, bytes);
                break;
            case ValueKind.Array:
                WriteArray(value, bytes, depth);
                break;
            case ValueKind.Object:
                WriteObject(value, bytes, depth);
                break;
            case ValueKind.Null:
                bytes.Write("null"u8);
                break;
            case ValueKind.Boolean:
                bytes.Write(value.Boolean ? "true"u8 : "false"u8);
                break;
            default:
                CanonicalJson.Write(JsonElement.Parse(Encoding.ASCII.GetBytes(Print(value))), bytes);
                break;
        }
    }

    private static void WriteArray(in Value value, ArrayBufferWriter<byte> bytes, int depth)
    {
        bytes.Write("["u8);
        for (var i = 0; i < value.Count; i++)
        {
            if (i > 0)
            {
                bytes.Write(","u8);
            }

            Write(value[i], bytes, depth - 1);
        }

        bytes.Write("]"u8);
    }

    private static void WriteObject(in Value value, ArrayBufferWriter<byte> bytes, int depth)
    {
        bytes.Write("{"u8);
        var isFirst = true;
        foreach (var (name, member) in value.ToMembers().OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (!isFirst)
            {
                bytes.Write(","u8);
            }

            isFirst = false;
            CanonicalJson.WriteString(name, bytes);
            bytes.Write(":"u8);
            Write(member, bytes, depth - 1);
        }

        bytes.Write("}"u8);
    }
}
