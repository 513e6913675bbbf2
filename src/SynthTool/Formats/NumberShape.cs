using System.Globalization;
using System.Text;

namespace SynthTool.Formats;

/// <summary>Which kind of column a number asks for.</summary>
internal static class NumberShape
{
    /// <summary>A plain integer that is shorter fits 64 bits.</summary>
    private const int SafeLength = 18;

    /// <summary>
    /// <see cref="ShapeKind.Integer"/> for a whole number of 64 bits, <see cref="ShapeKind.Number"/> for what a double gives
    /// back as it was written, and for a fraction; <see cref="ShapeKind.Mixed"/> for a number that only text holds.
    /// </summary>
    public static ShapeKind Of(ReadOnlySpan<byte> raw)
    {
        if (!JsonNumber.IsWhole(raw))
        {
            return ShapeKind.Number;
        }

        if (raw.Length <= SafeLength && !raw.ContainsAny((byte)'e', (byte)'E'))
        {
            return ShapeKind.Integer;
        }

        var number = JsonNumber.Of(raw);
        if (number.CompareTo(JsonNumber.Of("-9223372036854775808"u8)) >= 0 && number.CompareTo(JsonNumber.Of("9223372036854775807"u8)) <= 0)
        {
            return ShapeKind.Integer;
        }

        var nearest = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(nearest) && number.CompareTo(JsonNumber.Of(Encoding.ASCII.GetBytes(nearest.ToString("R", CultureInfo.InvariantCulture)))) == 0
            ? ShapeKind.Number
            : ShapeKind.Mixed;
    }
}
