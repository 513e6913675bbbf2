using System.Text;
using System.Text.Json;

namespace SynthTool.Store;

/// <summary>JSON without blanks between its tokens; the tokens stay as they were written.</summary>
internal static class CompactJson
{
    /// <exception cref="JsonException">The text is not one JSON value.</exception>
    public static string Of(string json)
    {
        using (JsonDocument.Parse(json))
        {
            // Only to be sure that it is JSON: the rest relies on it.
        }

        var compact = new StringBuilder(json.Length);
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var c = json[i];
            if (isText && c == '\\')
            {
                compact.Append(c).Append(json[++i]);
                continue;
            }

            isText ^= c == '"';
            if (isText || c is not (' ' or '\t' or '\r' or '\n'))
            {
                compact.Append(c);
            }
        }

        return compact.ToString();
    }
}
