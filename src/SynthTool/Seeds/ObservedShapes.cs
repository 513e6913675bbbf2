using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Seeds;

/// <summary>The shape of each record by itself, made once for all records of the same form. For one thread.</summary>
internal sealed class ObservedShapes
{
    /// <summary>Forms that are remembered; records that are all different gain nothing from more.</summary>
    private const int MostForms = 4096;

    private readonly Dictionary<byte[], Shape> shapes = new(Forms.Comparer);
    private readonly Dictionary<byte[], Shape>.AlternateLookup<ReadOnlySpan<byte>> byForm;
    private byte[] form = new byte[256];
    private int length;

    public ObservedShapes() => byForm = shapes.GetAlternateLookup<ReadOnlySpan<byte>>();

    public Shape Of(JsonElement record)
    {
        length = 0;
        WriteForm(record);
        if (byForm.TryGetValue(form.AsSpan(0, length), out var known))
        {
            return known;
        }

        if (shapes.Count == MostForms)
        {
            shapes.Clear();
        }

        return byForm[form.AsSpan(0, length)] = Shape.Of(record);
    }

    // Two records of one form have one shape: names, their order, and the kinds of values.
    private void WriteForm(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Put('{');
                foreach (var member in value.EnumerateObject())
                {
                    Put(JsonMarshal.GetRawUtf8PropertyName(member));
                    Put('"');
                    WriteForm(member.Value);
                }

                Put('}');
                break;
            case JsonValueKind.Array:
                Put('[');
                WriteItems(value);
                Put(']');
                break;
            case JsonValueKind.Number:
                Put(NumberShape.Of(JsonMarshal.GetRawUtf8Value(value)) switch { ShapeKind.Integer => 'i', ShapeKind.Number => 'n', _ => 'm' });
                break;
            case JsonValueKind.String:
                Put('s');
                break;
            default:
                Put(value.ValueKind is JsonValueKind.Null ? '0' : 'b');
                break;
        }
    }

    // An item of the same form as the one before adds nothing.
    private void WriteItems(JsonElement array)
    {
        var last = ..0;
        foreach (var item in array.EnumerateArray())
        {
            var start = length;
            WriteForm(item);
            if (form.AsSpan(last).SequenceEqual(form.AsSpan(start, length - start)))
            {
                length = start;
            }
            else
            {
                last = start..length;
            }
        }
    }

    private void Put(char one) => Put([(byte)one]);

    private void Put(ReadOnlySpan<byte> some)
    {
        if (form.Length - length < some.Length)
        {
            Array.Resize(ref form, Math.Max(form.Length * 2, length + some.Length));
        }

        some.CopyTo(form.AsSpan(length));
        length += some.Length;
    }

    private sealed class Forms : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Forms Comparer = new();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);
    }
}
