using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SynthTool.Definition;
using SynthTool.Shards;

namespace SynthTool.Drafts;

/// <summary>Names and texts of seeds, written so that no file which holds them means anything else.</summary>
internal static partial class DraftText
{
    private const int LongestLabel = 60;

    /// <summary>The expression that reads a seed's field: <c>seed.name</c>, or <c>seed["first-name"]</c>.</summary>
    public static string Reading(string field) => NameRules.AgainstResult(field) is null && !field.StartsWith("__", StringComparison.Ordinal) ? $"seed.{field}" : $"seed[{Literal(field)}]";

    /// <summary>A field's name for people, in a prompt or a comment: nothing in it means anything to a template.</summary>
    public static string Label(string field)
    {
        var label = new string([.. field.Take(LongestLabel).Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' ? c : '_')]).Trim();
        return label.Length > 0 ? label : "field";
    }

    /// <summary>A YAML scalar: as it stands where it can only be text.</summary>
    public static string Yaml(string text) => Plain().IsMatch(text) && !IsWord(text) ? text : YamlText.Quote(text);

    /// <summary>The column that a field becomes in the written files; its form is right, but it may be taken.</summary>
    public static string Column(string field)
    {
        var column = new string([.. field.Take(LongestLabel).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' ? c : '_')]);
        return column.Length > 0 && !char.IsAsciiDigit(column[0]) ? column : $"_{column}";
    }

    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                '{' or '}' or '%' or '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' => Escaped(literal, c),
                _ when char.IsControl(c) => Escaped(literal, c),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }

    private static StringBuilder Escaped(StringBuilder literal, char c) => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");

    // Words of YAML 1.1 too: other tools read definitions.
    private static bool IsWord(string text) => text.ToLowerInvariant() is "true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n";

    [GeneratedRegex(@"\A(\.\./)*[A-Za-z_][A-Za-z0-9_./-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
