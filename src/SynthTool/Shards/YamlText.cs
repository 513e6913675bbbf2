using System.Globalization;
using System.Text;

namespace SynthTool.Shards;

/// <summary>Text as a double-quoted YAML scalar, which is also a JSON string and a Python literal.</summary>
internal static class YamlText
{
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when MustEscape(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    // YAML 1.1 breaks lines at more characters than JSON does, and some readers drop a byte order mark.
    private static bool MustEscape(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff';
}
