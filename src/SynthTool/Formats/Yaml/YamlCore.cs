using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace SynthTool.Formats.Yaml;

/// <summary>The core schema of YAML 1.2: <c>no</c> is text, <c>0o17</c> is 15. <c>.inf</c> and <c>.nan</c> are text, for JSON has no such numbers.</summary>
internal static partial class YamlCore
{
    // Turning a number of another base into decimal digits costs quadratic time.
    private const int MaxOtherBaseLength = 64;

    public static YamlScalarKind KindOf(string text, YamlScalarStyle style) => text switch
    {
        _ when style is not YamlScalarStyle.Plain => YamlScalarKind.Text,
        "" or "~" or "null" or "Null" or "NULL" => YamlScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlScalarKind.Boolean,
        _ when !CanBeNumber(text) => YamlScalarKind.Text,
        _ when Integer().IsMatch(text) || IsOtherBase(text) => YamlScalarKind.Integer,
        _ when Float().IsMatch(text) => YamlScalarKind.Float,
        _ => YamlScalarKind.Text,
    };

    /// <summary>A number of the core schema as JSON writes it, digit for digit; integers of any size keep their value.</summary>
    public static string JsonNumber(string text)
    {
        if (IsOtherBase(text))
        {
            return OtherBase(text).ToString(CultureInfo.InvariantCulture);
        }

        var negative = text[0] == '-';
        var digits = text.TrimStart('+', '-');
        var end = digits.AsSpan().IndexOfAny('.', 'e', 'E') is var at && at < 0 ? digits.Length : at;
        var whole = digits[..end].TrimStart('0');
        var rest = digits[end..];
        if (rest.StartsWith('.') && (rest.Length == 1 || !char.IsAsciiDigit(rest[1])))
        {
            rest = $".0{rest[1..]}";
        }

        return $"{(negative ? "-" : "")}{(whole.Length == 0 ? "0" : whole)}{rest}";
    }

    private static bool CanBeNumber(string text) => char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.';

    private static bool IsOtherBase(string text) => text.Length <= MaxOtherBaseLength && OtherBases().IsMatch(text);

    private static BigInteger OtherBase(string text) =>
        text[1] == 'x'
            ? BigInteger.Parse($"0{text[2..]}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : text[2..].Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0'));

    [GeneratedRegex(@"\A[-+]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A0(x[0-9a-fA-F]+|o[0-7]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex OtherBases();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Float();
}
