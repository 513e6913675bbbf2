using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SynthTool.Formats;

namespace SynthTool.Expressions;

/// <summary>
/// A value while an expression is evaluated. Values that come from a row keep their JSON element, so that text is decoded
/// only where it is needed and a value that is passed through stays as it was written.
/// </summary>
internal readonly struct Value
{
    private static readonly JsonElement NullElement = JsonElement.Parse("null"u8);
    private static readonly JsonElement TrueElement = JsonElement.Parse("true"u8);
    private static readonly JsonElement FalseElement = JsonElement.Parse("false"u8);

    /// <summary>Where the value comes from a row; else of kind Undefined.</summary>
    private readonly JsonElement element;

    /// <summary>A string, a boxed BigInteger, Value[] or KeyValuePair[]; with an array or object element its <see cref="Shape"/>.</summary>
    private readonly object? reference;

    /// <summary>A boolean, a 64-bit integer or a double's bits.</summary>
    private readonly long bits;

    private Value(ValueKind kind, JsonElement element, object? reference, long bits)
    {
        Kind = kind;
        this.element = element;
        this.reference = reference;
        this.bits = bits;
    }

    public static Value Null => default;

    public ValueKind Kind { get; }

    public bool IsNull => Kind is ValueKind.Null;

    public bool IsNumber => Kind is ValueKind.Integer or ValueKind.BigInteger or ValueKind.Number;

    public bool IsWhole => Kind is ValueKind.Integer or ValueKind.BigInteger;

    /// <summary>What is declared of this array or object; <see cref="Shape.Any"/> where nothing is.</summary>
    public Shape Shape => reference as Shape ?? Shape.Any;

    public bool Boolean => bits != 0;

    public long Integer => bits;

    public BigInteger BigInteger => Kind is ValueKind.Integer ? bits : (BigInteger)reference!;

    public double Number => Kind switch
    {
        ValueKind.Number => BitConverter.Int64BitsToDouble(bits),
        ValueKind.Integer => bits,
        _ => (double)(BigInteger)reference!,
    };

    /// <exception cref="ValueFailure">The text holds half a character.</exception>
    public string Text => reference as string ?? Decode(element);

    public static Value Of(bool value) => new(ValueKind.Boolean, default, null, value ? 1 : 0);

    public static Value Of(long value) => new(ValueKind.Integer, default, null, value);

    public static Value Of(string value) => new(ValueKind.Text, default, value, 0);

    public static Value Of(Value[] items) => new(ValueKind.Array, default, items, 0);

    public static Value Of(KeyValuePair<string, Value>[] members) => new(ValueKind.Object, default, members, 0);

    /// <exception cref="ValueFailure">The number has too many digits.</exception>
    public static Value Of(BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            return Of((long)value);
        }

        return value.GetBitLength() <= Limits.Bits
            ? new Value(ValueKind.BigInteger, default, value, 0)
            : throw new ValueFailure("a whole number here has more than 20,000 digits");
    }

    /// <exception cref="ValueFailure">The number is infinite, or not a number at all.</exception>
    public static Value Of(double value) => double.IsFinite(value)
        ? new Value(ValueKind.Number, default, null, BitConverter.DoubleToInt64Bits(value))
        : throw new ValueFailure("the result is too large or not a number");

    /// <param name="element">A value of a row.</param>
    /// <param name="shape">What is declared of it.</param>
    public static Value Of(JsonElement element, Shape shape) => element.ValueKind switch
    {
        JsonValueKind.True => new Value(ValueKind.Boolean, element, null, 1),
        JsonValueKind.False => new Value(ValueKind.Boolean, element, null, 0),
        JsonValueKind.Number => OfNumber(element),
        JsonValueKind.String => new Value(ValueKind.Text, element, null, 0),
        JsonValueKind.Array => new Value(ValueKind.Array, element, shape, 0),
        JsonValueKind.Object => new Value(ValueKind.Object, element, shape, 0),
        _ => default,
    };

    private static Value OfNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var whole))
        {
            return new Value(ValueKind.Integer, element, null, whole);
        }

        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (raw.IndexOfAny("."u8[0], "e"u8[0], "E"u8[0]) < 0)
        {
            // Three bits a digit: a cheap bound before the costly reading.
            return raw.Length <= Limits.Bits / 3 && BigInteger.TryParse(Encoding.ASCII.GetString(raw), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var big)
                ? new Value(ValueKind.BigInteger, element, big, 0)
                : throw new ValueFailure("a whole number here has more than 20,000 digits");
        }

        return element.TryGetDouble(out var number) && double.IsFinite(number)
            ? new Value(ValueKind.Number, element, null, BitConverter.DoubleToInt64Bits(number))
            : throw new ValueFailure("a number here is larger than a 64-bit floating point number holds");
    }

    /// <summary>How many elements an array has, or members an object.</summary>
    public int Count => reference switch
    {
        Value[] items => items.Length,
        KeyValuePair<string, Value>[] members => members.Length,
        _ => Kind is ValueKind.Array ? element.GetArrayLength() : element.GetPropertyCount(),
    };

    /// <summary>An array's element.</summary>
    public Value this[int index] => reference is Value[] items ? items[index] : Of(element[index], ItemShape);

    private Shape ItemShape => (reference as Shape)?.Item ?? Shape.Any;

    /// <summary>An array's elements, in a new array.</summary>
    public Value[] ToItems()
    {
        if (reference is Value[] items)
        {
            return [.. items];
        }

        var shape = ItemShape;
        var copy = new Value[element.GetArrayLength()];
        var next = 0;
        foreach (var item in element.EnumerateArray())
        {
            copy[next++] = Of(item, shape);
        }

        return copy;
    }

    /// <summary>An object's member; a declared one that the object lacks is null.</summary>
    /// <returns>False when the object has no such member and none is declared.</returns>
    public bool TryGetMember(string name, out Value member)
    {
        member = default;
        if (reference is KeyValuePair<string, Value>[] members)
        {
            foreach (var (key, value) in members)
            {
                if (key == name)
                {
                    member = value;
                    return true;
                }
            }

            return false;
        }

        var shape = (reference as Shape)?.Fields.GetValueOrDefault(name);
        if (element.TryGetProperty(name, out var found))
        {
            member = Of(found, shape ?? Shape.Any);
            return true;
        }

        return shape is not null;
    }

    /// <summary>An object's members in the order in which they are written; declared ones that it lacks are left out.</summary>
    public KeyValuePair<string, Value>[] ToMembers()
    {
        if (reference is KeyValuePair<string, Value>[] members)
        {
            return members;
        }

        var fields = (reference as Shape)?.Fields;
        var copy = new KeyValuePair<string, Value>[element.GetPropertyCount()];
        var next = 0;
        foreach (var property in element.EnumerateObject())
        {
            var name = Name(property);
            copy[next++] = new(name, Of(property.Value, fields?.GetValueOrDefault(name) ?? Shape.Any));
        }

        return copy;
    }

    /// <summary>Whether two texts are equal; decodes neither where it can.</summary>
    public bool TextEquals(in Value other) => (reference, other.reference) switch
    {
        (string mine, string theirs) => mine == theirs,
        (string mine, _) => other.element.ValueEquals(mine),
        (_, string theirs) => element.ValueEquals(theirs),
        _ => Text == other.Text,
    };

    /// <summary>The value as JSON; one that came from a row is given back as it was.</summary>
    public JsonElement ToElement()
    {
        if (element.ValueKind is not JsonValueKind.Undefined)
        {
            return element;
        }

        switch (Kind)
        {
            case ValueKind.Null:
                return NullElement;
            case ValueKind.Boolean:
                return Boolean ? TrueElement : FalseElement;
            default:
                var bytes = new ArrayBufferWriter<byte>();
                ValueJson.Write(this, bytes);
                return JsonElement.Parse(bytes.WrittenSpan, new JsonDocumentOptions { MaxDepth = 2 * Limits.Depth });
        }
    }

    /// <summary>Whether the value still is the element that it came from.</summary>
    public bool TryGetElement(out JsonElement source)
    {
        source = element;
        return element.ValueKind is not JsonValueKind.Undefined;
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw HalfACharacter();
        }
    }

    private static string Decode(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw HalfACharacter();
        }
    }

    private static ValueFailure HalfACharacter() => new("a text here holds half of a character (a lone surrogate)");
}
