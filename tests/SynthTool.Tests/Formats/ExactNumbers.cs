using System.Globalization;
using System.Text;
using CsCheck;
using SynthTool.Formats;

namespace SynthTool.Tests.Formats;

public sealed class ExactNumbers
{
    private static readonly Gen<string> Small = Gen.Select(
        Gen.Int[-2000, 2000], Json.OneOf("", ".0", ".5", ".25", ".10", ".01"), Json.OneOf("", "e0", "E+1", "e-2", "e3"), (whole, fraction, exponent) => $"{whole}{fraction}{exponent}");

    [Fact]
    public void CompareAsDecimals() => Gen.Select(Small, Small).Sample((a, b) =>
        Assert.Equal(ToDecimal(a).CompareTo(ToDecimal(b)), Math.Sign(Compare(a, b))));

    [Fact]
    public void KnowWhetherTheyAreIntegers() => Small.Sample(text =>
        Assert.Equal(decimal.IsInteger(ToDecimal(text)), JsonNumber.IsWhole(Encoding.ASCII.GetBytes(text))));

    [Theory]
    [InlineData("1e400", "1e399", 1)]
    [InlineData("-1e400", "1", -1)]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567891", -1)]
    [InlineData("0.1", "0.1000000000000000000000000000000000001", -1)]
    [InlineData("1e-400", "0", 1)]
    [InlineData("10000000000000000000000e-22", "1", 0)]
    public void CompareBeyondDoublesAndDecimals(string a, string b, int order)
    {
        Assert.Equal(order, Math.Sign(Compare(a, b)));
        Assert.Equal(-order, Math.Sign(Compare(b, a)));
    }

    private static int Compare(string a, string b) => JsonNumber.Of(Encoding.ASCII.GetBytes(a)).CompareTo(JsonNumber.Of(Encoding.ASCII.GetBytes(b)));

    private static decimal ToDecimal(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
