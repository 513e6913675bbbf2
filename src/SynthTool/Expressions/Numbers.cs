using System.Numerics;

namespace SynthTool.Expressions;

/// <summary>Arithmetic and order of numbers: whole ones are exact at any size, the others are 64-bit floating point.</summary>
internal static class Numbers
{
    public static Value Add(in Value left, in Value right)
    {
        if (left.Kind is ValueKind.Integer && right.Kind is ValueKind.Integer)
        {
            var sum = unchecked(left.Integer + right.Integer);
            // It overflows only where both have one sign and the sum has the other.
            if (((left.Integer ^ sum) & (right.Integer ^ sum)) >= 0)
            {
                return Value.Of(sum);
            }
        }

        return left.IsWhole && right.IsWhole ? Value.Of(left.BigInteger + right.BigInteger) : Value.Of(left.Number + right.Number);
    }

    public static Value Subtract(in Value left, in Value right) => Add(left, Negate(right));

    public static Value Multiply(in Value left, in Value right) =>
        left.IsWhole && right.IsWhole ? Value.Of(left.BigInteger * right.BigInteger) : Value.Of(left.Number * right.Number);

    /// <exception cref="ValueFailure">The divisor is 0.</exception>
    public static Value Divide(in Value left, in Value right)
    {
        CheckDivisor(right);
        return Value.Of(left.Number / right.Number);
    }

    /// <summary>The whole quotient, rounded towards zero.</summary>
    /// <exception cref="ValueFailure">The divisor is 0, or a number is not whole.</exception>
    public static Value DivideWhole(in Value left, in Value right)
    {
        CheckDivisor(right);
        return left.IsWhole && right.IsWhole
            ? Value.Of(BigInteger.Divide(left.BigInteger, right.BigInteger))
            : throw new ValueFailure("// divides whole numbers; use / and math.floor or math.round for others");
    }

    /// <summary>The remainder, with the sign of the dividend.</summary>
    /// <exception cref="ValueFailure">The divisor is 0.</exception>
    public static Value Remainder(in Value left, in Value right)
    {
        CheckDivisor(right);
        return left.IsWhole && right.IsWhole
            ? Value.Of(BigInteger.Remainder(left.BigInteger, right.BigInteger))
            : Value.Of(left.Number % right.Number);
    }

    public static Value Negate(in Value value) =>
        value.IsWhole ? Value.Of(-value.BigInteger) : Value.Of(-value.Number);

    public static Value Abs(in Value value) =>
        value.IsWhole ? Value.Of(BigInteger.Abs(value.BigInteger)) : Value.Of(Math.Abs(value.Number));

    /// <summary>The order of two numbers by what they are worth; exact, also between a whole number and a fraction.</summary>
    public static int Compare(in Value left, in Value right)
    {
        if (left.Kind is ValueKind.Integer && right.Kind is ValueKind.Integer)
        {
            return left.Integer.CompareTo(right.Integer);
        }

        if (left.Kind is ValueKind.Number && right.Kind is ValueKind.Number)
        {
            return left.Number.CompareTo(right.Number);
        }

        if (left.IsWhole && right.IsWhole)
        {
            return left.BigInteger.CompareTo(right.BigInteger);
        }

        return left.IsWhole ? CompareWhole(left.BigInteger, right.Number) : -CompareWhole(right.BigInteger, left.Number);
    }

    private static int CompareWhole(BigInteger whole, double number)
    {
        var floor = Math.Floor(number);
        var order = whole.CompareTo(new BigInteger(floor));
        return order == 0 && number > floor ? -1 : order;
    }

    private static void CheckDivisor(in Value divisor)
    {
        if (divisor.Kind is ValueKind.Integer ? divisor.Integer == 0 : divisor.Kind is ValueKind.Number && divisor.Number == 0)
        {
            throw new ValueFailure("division by zero");
        }
    }
}
