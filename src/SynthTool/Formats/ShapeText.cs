using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace SynthTool.Formats;

/// <summary>The text form of shapes: <c>string</c>, <c>[integer]</c>, <c>{"a":number?,...}</c>; <c>?</c> after what may be null, <c>...</c> in open objects.</summary>
internal sealed class ShapeText
{
    private const int MostDepth = 128;

    private static readonly (ShapeKind Kind, string Name)[] Names =
    [
        (ShapeKind.Any, "any"), (ShapeKind.Null, "null"), (ShapeKind.Boolean, "boolean"), (ShapeKind.Integer, "integer"),
        (ShapeKind.Number, "number"), (ShapeKind.String, "string"), (ShapeKind.Mixed, "mixed"),
    ];

    private readonly byte[] text;
    private int position;
    private int depth;

    private ShapeText(byte[] text) => this.text = text;

    public static string Write(Shape shape)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(shape, bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public static Shape? TryRead(string text)
    {
        var reader = new ShapeText(Encoding.UTF8.GetBytes(text));
        var shape = reader.Read();
        return reader.position == reader.text.Length ? shape : null;
    }

    private static void Write(Shape shape, ArrayBufferWriter<byte> bytes)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Array:
                bytes.Write("["u8);
                Write(shape.Item ?? Shape.Null, bytes);
                bytes.Write("]"u8);
                break;
            case ShapeKind.Object:
                WriteObject(shape, bytes);
                break;
            default:
                bytes.Write(Encoding.UTF8.GetBytes(Names.First(n => n.Kind == shape.Kind).Name));
                break;
        }

        if (shape.Nullable != IsNullableByNature(shape.Kind))
        {
            bytes.Write(shape.Nullable ? "?"u8 : "!"u8);
        }
    }

    private static void WriteObject(Shape shape, ArrayBufferWriter<byte> bytes)
    {
        bytes.Write("{"u8);
        var isFirst = true;
        foreach (var (name, field) in shape.Fields)
        {
            bytes.Write(isFirst ? ""u8 : ","u8);
            isFirst = false;
            CanonicalJson.WriteString(name, bytes);
            bytes.Write(":"u8);
            Write(field, bytes);
        }

        if (shape.Open)
        {
            bytes.Write(isFirst ? "..."u8 : ",..."u8);
        }

        bytes.Write("}"u8);
    }

    private static bool IsNullableByNature(ShapeKind kind) => kind is ShapeKind.Any or ShapeKind.Null or ShapeKind.Mixed;

    private Shape? Read()
    {
        if (++depth > MostDepth)
        {
            return null;
        }

        var shape = Take("["u8) ? ReadArray() : Take("{"u8) ? ReadObject() : ReadName();
        depth--;
        return shape is null ? null
            : Take("?"u8) ? shape with { Nullable = true }
            : Take("!"u8) ? shape with { Nullable = false }
            : shape;
    }

    private Shape? ReadName()
    {
        foreach (var (kind, name) in Names)
        {
            if (Take(Encoding.UTF8.GetBytes(name)))
            {
                return new Shape(kind, IsNullableByNature(kind));
            }
        }

        return null;
    }

    private Shape? ReadArray() => Read() is { } item && Take("]"u8) ? Shape.ArrayOf(item) : null;

    private Shape? ReadObject()
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, Shape>(StringComparer.Ordinal);
        while (!Take("}"u8))
        {
            if ((fields.Count > 0 && !Take(","u8)) || position >= text.Length)
            {
                return null;
            }

            if (Take("..."u8))
            {
                return Take("}"u8) ? Shape.ObjectOf(fields, open: true) : null;
            }

            if (ReadString() is not { } name || !Take(":"u8) || Read() is not { } field || !fields.TryAdd(name, field))
            {
                return null;
            }
        }

        return Shape.ObjectOf(fields);
    }

    private string? ReadString()
    {
        if (!Take("\""u8))
        {
            return null;
        }

        var from = position;
        for (; position < text.Length && text[position] != '"'; position++)
        {
            position += text[position] == '\\' ? 1 : 0;
        }

        return Take("\""u8) && IsComplete(text.AsSpan(from, position - 1 - from)) ? JsonText.Decode(text.AsSpan(from, position - 1 - from)) : null;
    }

    /// <summary>Whether every escape has all of its characters.</summary>
    private static bool IsComplete(ReadOnlySpan<byte> raw)
    {
        while (raw.IndexOf((byte)'\\') is var at and >= 0)
        {
            var length = at + 1 < raw.Length && raw[at + 1] == 'u' ? 6 : 2;
            if (at + length > raw.Length)
            {
                return false;
            }

            raw = raw[(at + length)..];
        }

        return true;
    }

    private bool Take(ReadOnlySpan<byte> some)
    {
        var isThere = text.AsSpan(Math.Min(position, text.Length)).StartsWith(some);
        position += isThere ? some.Length : 0;
        return isThere;
    }
}
