using System.Buffers.Text;

namespace SynthTool.Formats;

/// <summary>
/// A JSON number as a decimal of any precision, over its raw text: equal values are equal however they are written
/// (<c>1.0</c>, <c>1</c>, <c>1e0</c>), and nothing is rounded. A view: it lives no longer than the text.
/// </summary>
internal readonly ref struct JsonNumber
{
    /// <summary>Exponents of more digits than this are kept as they are written: no sum of them fits a long.</summary>
    private const int MostExponentDigits = 17;

    private const long FarExponent = 100_000_000_000_000_000;

    private readonly ReadOnlySpan<byte> whole;
    private readonly ReadOnlySpan<byte> fraction;

    private JsonNumber(bool negative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, long exponent, bool isFar)
    {
        IsNegative = negative;
        this.whole = whole;
        this.fraction = fraction;
        Exponent = exponent;
        IsFar = isFar;
    }

    public bool IsNegative { get; }

    /// <summary>The power of ten of the last digit: the value is the digits, as an integer, times ten to this.</summary>
    public long Exponent { get; }

    /// <summary>Whether the exponent is beyond counting; it is then held at ±10^17.</summary>
    public bool IsFar { get; }

    /// <summary>How many digits are left without leading and trailing zeros; 0 for zero.</summary>
    public int DigitCount => whole.Length + fraction.Length;

    public bool IsZero => DigitCount == 0;

    public bool IsInteger => Exponent >= 0;

    /// <param name="raw">A number as JSON's grammar has it.</param>
    public static JsonNumber Of(ReadOnlySpan<byte> raw)
    {
        var negative = raw[0] == '-';
        raw = negative ? raw[1..] : raw;
        var exponent = ExponentOf(ref raw, out var isFar);
        var point = raw.IndexOf((byte)'.');
        var whole = (point < 0 ? raw : raw[..point]).TrimStart((byte)'0');
        var fraction = (point < 0 ? [] : raw[(point + 1)..]).TrimEnd((byte)'0');
        exponent -= fraction.Length;
        if (fraction.IsEmpty)
        {
            var trimmed = whole.TrimEnd((byte)'0');
            exponent += whole.Length - trimmed.Length;
            whole = trimmed;
        }

        fraction = whole.IsEmpty ? fraction.TrimStart((byte)'0') : fraction;
        return whole.IsEmpty && fraction.IsEmpty ? default : new JsonNumber(negative, whole, fraction, exponent, isFar);
    }

    /// <summary>The common case without any arithmetic on text: a plain integer of at most 18 digits.</summary>
    public static bool TryGetSmall(ReadOnlySpan<byte> raw, out long value)
    {
        value = 0;
        return raw.Length <= 18 && Utf8Parser.TryParse(raw, out value, out var used) && used == raw.Length;
    }

    /// <summary>Whether a number is an integer, however it is written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> raw) => !raw.ContainsAny((byte)'.', (byte)'e', (byte)'E') || Of(raw).IsInteger;

    public byte Digit(int index) => index < whole.Length ? whole[index] : fraction[index - whole.Length];

    /// <summary>Less than, equal to, or greater than 0, as this is below, equal to or above <paramref name="other"/>.</summary>
    public int CompareTo(JsonNumber other)
    {
        if (IsZero || other.IsZero || IsNegative != other.IsNegative)
        {
            return Sign().CompareTo(other.Sign());
        }

        var magnitude = (DigitCount + Exponent).CompareTo(other.DigitCount + other.Exponent);
        magnitude = magnitude != 0 ? magnitude : CompareDigits(other);
        return IsNegative ? -magnitude : magnitude;
    }

    private int CompareDigits(JsonNumber other)
    {
        var shared = Math.Min(DigitCount, other.DigitCount);
        for (var i = 0; i < shared; i++)
        {
            if (Digit(i) != other.Digit(i))
            {
                return Digit(i).CompareTo(other.Digit(i));
            }
        }

        return DigitCount.CompareTo(other.DigitCount);
    }

    private int Sign() => IsZero ? 0 : IsNegative ? -1 : 1;

    /// <summary>Takes the exponent off the end of <paramref name="raw"/>.</summary>
    private static long ExponentOf(ref ReadOnlySpan<byte> raw, out bool isFar)
    {
        isFar = false;
        var at = raw.IndexOfAny((byte)'e', (byte)'E');
        if (at < 0)
        {
            return 0;
        }

        var text = raw[(at + 1)..];
        raw = raw[..at];
        var negative = text[0] == '-';
        var digits = (text[0] is (byte)'-' or (byte)'+' ? text[1..] : text).TrimStart((byte)'0');
        isFar = digits.Length > MostExponentDigits;
        var size = FarExponent;
        if (!isFar)
        {
            size = 0;
            foreach (var digit in digits)
            {
                size = (size * 10) + (digit - '0');
            }
        }

        return negative ? -size : size;
    }
}
