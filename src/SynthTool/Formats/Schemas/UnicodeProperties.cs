using System.Collections.Concurrent;
using System.Globalization;

namespace SynthTool.Formats.Schemas;

/// <summary>The sets behind <c>\p{…}</c>: general categories by their short and long names.</summary>
internal static class UnicodeProperties
{
    private static readonly ConcurrentDictionary<string, CodePoints> Known = new(StringComparer.Ordinal);

    // In the order of .NET's UnicodeCategory.
    private static readonly string[] Short =
        ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn"];

    private static readonly Dictionary<string, string> Long = new(StringComparer.Ordinal)
    {
        ["Letter"] = "L", ["Cased_Letter"] = "LC", ["Uppercase_Letter"] = "Lu", ["Lowercase_Letter"] = "Ll", ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm", ["Other_Letter"] = "Lo", ["Mark"] = "M", ["Combining_Mark"] = "M", ["Nonspacing_Mark"] = "Mn",
        ["Spacing_Mark"] = "Mc", ["Enclosing_Mark"] = "Me", ["Number"] = "N", ["Decimal_Number"] = "Nd", ["digit"] = "Nd",
        ["Letter_Number"] = "Nl", ["Other_Number"] = "No", ["Separator"] = "Z", ["Space_Separator"] = "Zs", ["Line_Separator"] = "Zl",
        ["Paragraph_Separator"] = "Zp", ["Other"] = "C", ["Control"] = "Cc", ["cntrl"] = "Cc", ["Format"] = "Cf", ["Surrogate"] = "Cs",
        ["Private_Use"] = "Co", ["Unassigned"] = "Cn", ["Punctuation"] = "P", ["punct"] = "P", ["Connector_Punctuation"] = "Pc",
        ["Dash_Punctuation"] = "Pd", ["Open_Punctuation"] = "Ps", ["Close_Punctuation"] = "Pe", ["Initial_Punctuation"] = "Pi",
        ["Final_Punctuation"] = "Pf", ["Other_Punctuation"] = "Po", ["Symbol"] = "S", ["Math_Symbol"] = "Sm", ["Currency_Symbol"] = "Sc",
        ["Modifier_Symbol"] = "Sk", ["Other_Symbol"] = "So",
    };

    /// <summary>The set of a property, or null for one that is no general category (scripts and binary properties).</summary>
    public static CodePoints? Find(string property)
    {
        var name = property.StartsWith("General_Category=", StringComparison.Ordinal) ? property["General_Category=".Length..]
            : property.StartsWith("gc=", StringComparison.Ordinal) ? property["gc=".Length..]
            : property;
        name = Long.GetValueOrDefault(name, name);
        return name switch
        {
            "Any" => CodePoints.All,
            "ASCII" => CodePoints.Of((0, 0x7F)),
            "Assigned" => Find("Cn")!.Complement(),
            "LC" => Known.GetOrAdd(name, static _ => Scan(c => c.StartsWith('L') && c is not ("Lm" or "Lo"))),
            { Length: 1 } when Short.Any(c => c[0] == name[0]) => Known.GetOrAdd(name, static n => Scan(c => c[0] == n[0])),
            _ when Short.Contains(name, StringComparer.Ordinal) => Known.GetOrAdd(name, static n => Scan(c => c == n)),
            _ => null,
        };
    }

    private static CodePoints Scan(Func<string, bool> belongs)
    {
        var wanted = Short.Select(belongs).ToArray();
        var ranges = new List<(int, int)>();
        var first = -1;
        for (var codePoint = 0; codePoint <= CodePoints.Last + 1; codePoint++)
        {
            var isIn = codePoint <= CodePoints.Last && wanted[(int)CharUnicodeInfo.GetUnicodeCategory(codePoint)];
            if (isIn && first < 0)
            {
                first = codePoint;
            }
            else if (!isIn && first >= 0)
            {
                ranges.Add((first, codePoint - 1));
                first = -1;
            }
        }

        return CodePoints.Of(ranges);
    }
}
