using System.Globalization;

namespace SynthTool.Expressions;

/// <summary>Numbers as they are written in expressions and prompts.</summary>
internal static class NumberText
{
    private const int LongestText = 1000;
    private const int LargestExponent = 400;

    /// <summary>Whether reading it may take long: Scriban writes <c>1e999999999</c> out, digit by digit.</summary>
    public static bool IsTooLarge(ReadOnlySpan<char> number)
    {
        if (number.Length > LongestText)
        {
            return true;
        }

        var at = number.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? -1 : number.IndexOfAny('e', 'E');
        var exponent = at < 0 ? [] : number[(at + 1)..].TrimStart('+').TrimStart('-').TrimStart('0').TrimEnd("fFdDmM");
        return exponent.Length > 3
            || (int.TryParse(exponent, NumberStyles.None, CultureInfo.InvariantCulture, out var power) && power > LargestExponent);
    }
}
