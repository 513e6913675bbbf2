using System.Globalization;
using System.Numerics;
using CsCheck;
using SynthTool.Expressions;

namespace SynthTool.Tests.Expressions;

public sealed class Arithmetic
{
    private static readonly Gen<long> Long = Gen.OneOf(Gen.Long, Gen.Int.Select(i => (long)i), Gen.OneOf(long.MinValue, long.MaxValue, 0L, -1L));

    [Fact]
    public void OfWholeNumbersIsExact() =>
        Gen.Select(Long, Long).Sample((a, b) =>
            Numbers.Add(Value.Of(a), Value.Of(b)).BigInteger == (BigInteger)a + b
            && Numbers.Subtract(Value.Of(a), Value.Of(b)).BigInteger == (BigInteger)a - b
            && Numbers.Multiply(Value.Of(a), Value.Of(b)).BigInteger == (BigInteger)a * b);

    [Fact]
    public void OrdersWholeNumbersAndFractionsByWorth() =>
        Gen.Select(Long, Gen.Double[-1e19, 1e19]).Sample((a, b) =>
            Numbers.Compare(Value.Of(a), Value.Of(b)) == Math.Sign(Exact(a).CompareTo(Exact(b)))
            && Numbers.Compare(Value.Of(b), Value.Of(a)) == -Math.Sign(Exact(a).CompareTo(Exact(b))));

    [Fact]
    public void WritesNumbersThatReadBackAsTheSame() =>
        Gen.Double.Where(double.IsFinite).Sample(d =>
            double.Parse(ValueJson.Print(Value.Of(d)), CultureInfo.InvariantCulture).Equals(d)
            && Value.Of(d).ToElement().GetDouble() == d);

    /// <summary>Both as multiples of 2^-1074, the smallest step of a double.</summary>
    private static BigInteger Exact(double d)
    {
        var bits = BitConverter.DoubleToInt64Bits(d);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFFL) | (exponent == 0 ? 0 : 1L << 52);
        return Math.Sign(d) * ((BigInteger)mantissa << Math.Max(0, exponent - 1));
    }

    private static BigInteger Exact(long whole) => (BigInteger)whole << 1074;
}
