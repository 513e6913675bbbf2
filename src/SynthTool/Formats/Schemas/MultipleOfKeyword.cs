using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary><c>multipleOf</c>, in exact decimals.</summary>
internal sealed class MultipleOfKeyword : Keyword
{
    /// <summary>A divisor has at most so many digits: the work grows with their product.</summary>
    public const int MostDigits = 100;

    private const int ChunkDigits = 18;

    private readonly BigInteger coefficient;
    private readonly long exponent;
    private readonly bool isFar;

    public MultipleOfKeyword(string pointer, JsonElement divisor)
        : base(pointer, SchemaTypes.Number)
    {
        var number = JsonNumber.Of(JsonMarshal.GetRawUtf8Value(divisor));
        var digits = new StringBuilder();
        for (var i = 0; i < number.DigitCount; i++)
        {
            digits.Append((char)number.Digit(i));
        }

        coefficient = BigInteger.Parse(digits.ToString(), CultureInfo.InvariantCulture);
        exponent = number.Exponent;
        isFar = number.IsFar;
        Divisor = divisor;
    }

    public JsonElement Divisor { get; }

    public override bool Check(JsonElement value, SchemaRun run)
    {
        var number = JsonMarshal.GetRawUtf8Value(value);
        return IsMultiple(JsonNumber.Of(number)) || (run.Collects && run.Fail(Pointer, $"must be a multiple of {SchemaText.Plain(Divisor.GetRawText(), 40)}, is {SchemaText.Plain(value.GetRawText(), 40)}"));
    }

    // Neither number ends in 0. With a·10^x of the value and b·10^y of the divisor, x below y leaves digits behind the last one of any multiple.
    private bool IsMultiple(JsonNumber number)
    {
        if (number.IsZero)
        {
            return true;
        }

        if (number.IsFar || isFar || number.Exponent < exponent)
        {
            return false;
        }

        var rest = Remainder(number);
        return (rest * BigInteger.ModPow(10, number.Exponent - exponent, coefficient) % coefficient).IsZero;
    }

    private BigInteger Remainder(JsonNumber number)
    {
        var rest = BigInteger.Zero;
        for (var i = 0; i < number.DigitCount;)
        {
            var (chunk, scale) = (0L, 1L);
            for (var end = Math.Min(i + ChunkDigits, number.DigitCount); i < end; i++)
            {
                chunk = (chunk * 10) + (number.Digit(i) - '0');
                scale *= 10;
            }

            rest = ((rest * scale) + chunk) % coefficient;
        }

        return rest;
    }
}
