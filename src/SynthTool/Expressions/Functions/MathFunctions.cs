using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using SynthTool.Formats;

namespace SynthTool.Expressions.Functions;

/// <summary>The <c>math.</c> functions, under Scriban's names, but for those that draw lots.</summary>
internal static class MathFunctions
{
    public static IEnumerable<Function> All =>
    [
        Of("abs", Shapes.Widest, a => Numbers.Abs(a[0])),
        Of("ceil", _ => Shape.Integer, a => ToWhole(a[0], Math.Ceiling)),
        Of("floor", _ => Shape.Integer, a => ToWhole(a[0], Math.Floor)),
        Of("round", s => s.Length > 1 ? Shapes.Widest(s) : Shape.Integer, a => Round(a[0], a.Int(1, 0)), new Parameter("precision", ParameterKind.Whole, Optional: true)),
        Of("plus", Shapes.Widest, a => Numbers.Add(a[0], a[1]), new Parameter("with", ParameterKind.Number)),
        Of("minus", Shapes.Widest, a => Numbers.Subtract(a[0], a[1]), new Parameter("with", ParameterKind.Number)),
        Of("times", Shapes.Widest, a => Numbers.Multiply(a[0], a[1]), new Parameter("with", ParameterKind.Number)),
        Of("modulo", Shapes.Widest, a => Numbers.Remainder(a[0], a[1]), new Parameter("with", ParameterKind.Number)),
        Of("divided_by", s => s[1].Kind is ShapeKind.Integer ? Shape.Integer : Shape.Number, DividedBy, new Parameter("divisor", ParameterKind.Number)),
        new("math.is_number", [new("value", ParameterKind.Any)], _ => Shape.Boolean, a => Value.Of(a[0].IsNumber)),
        new("math.format", [new("value", ParameterKind.Number), new("format", ParameterKind.Text)], _ => Shape.String, a => Value.Of(Format(a[0], a.Text(1)))),
    ];

    private static Function Of(string name, Func<ImmutableArray<Shape>, Shape> result, Func<Arguments, Value> body, params ReadOnlySpan<Parameter> more) =>
        new("math." + name, [new("value", ParameterKind.Number), .. more], result, body);

    private static Value ToWhole(Value value, Func<double, double> round) =>
        value.IsWhole ? value : Value.Of(new BigInteger(round(value.Number)));

    private static Value Round(Value value, int precision)
    {
        if (value.IsWhole)
        {
            return value;
        }

        return precision <= 0
            ? Value.Of(new BigInteger(Math.Round(value.Number)))
            : Value.Of(Math.Round(value.Number, Math.Min(precision, 15)));
    }

    /// <summary>As Scriban has it: a whole divisor gives the floor, another one the fraction.</summary>
    private static Value DividedBy(Arguments a)
    {
        var quotient = Numbers.Divide(a[0], a[1]);
        return a[1].IsWhole ? Value.Of(new BigInteger(Math.Floor(quotient.Number))) : quotient;
    }

    private static string Format(Value value, string format)
    {
        // A standard format with a large precision would write as many digits.
        var isStandard = format.Length is 1 or 2 or 3 && char.IsAsciiLetter(format[0]) && format[1..].All(char.IsAsciiDigit);
        var isCustom = format.Length is > 0 and <= 64 && format.All(c => "#0.,%-+() ".Contains(c, StringComparison.Ordinal));
        try
        {
            return (isStandard || isCustom, value.IsWhole) switch
            {
                (false, _) => throw new FormatException(),
                (_, true) => value.BigInteger.ToString(format, CultureInfo.InvariantCulture),
                _ => value.Number.ToString(format, CultureInfo.InvariantCulture),
            };
        }
        catch (FormatException)
        {
            throw new ValueFailure($"math.format: {Quote.Of(format)} is no format for this number");
        }
    }
}
