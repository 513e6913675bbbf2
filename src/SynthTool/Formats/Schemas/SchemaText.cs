using System.Text;

namespace SynthTool.Formats.Schemas;

/// <summary>Text of schemas, values and names inside of messages: quoted, on one line, short.</summary>
internal static class SchemaText
{
    private const int Most = 80;

    /// <summary>The text in double quotes, cut at 80 characters.</summary>
    public static string Quote(string text) => $"\"{Plain(text)}\"";

    /// <summary>The text on one line, cut at 80 characters.</summary>
    public static string Plain(string text, int most = Most)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= most)
            {
                return plain.Append('…').ToString();
            }

            _ = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
                ? plain.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                : plain.Append(rune.ToString());
        }

        return plain.ToString();
    }
}
