using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Says that a value has another form than the one that is needed, and how to write the one that was probably meant.</summary>
internal static class Mismatch
{
    /// <param name="node">What was written.</param>
    /// <param name="what">What it is for, such as <c>"prompt"</c> with its quotes.</param>
    /// <param name="needed">What is needed, such as <c>a text</c>.</param>
    public static (string Message, string? Hint) Explain(YamlNode node, string what, string needed)
    {
        var isText = needed is "a text" or "an expression";
        return node switch
        {
            YamlScalar { IsNull: true, Text: "" } => ($"{what} has no value, and needs {needed}", isText ? "write it; if it begins with # or another sign of YAML, quote it" : null),
            YamlScalar { IsNull: true } scalar => ($"{what} needs {needed}, and {scalar.Text} is nothing in YAML", isText ? "quote it" : null),
            YamlScalar { IsText: false } scalar when isText => ($"{what} needs {needed}, and this is {KindOf(scalar)}", "quote it"),
            YamlScalar { Style: not YamlScalarStyle.Plain } when needed.EndsWith("number", StringComparison.Ordinal) => ($"{what} needs {needed}, and this is a quoted text", "remove the quotes"),
            YamlScalar scalar => ($"{what} needs {needed}, and this is {KindOf(scalar)}", null),
            _ when isText => ($"{what} needs {needed}, and this is {KindOf(node)}", "a text with \": \", or one that begins with a bracket or brace, is not text for YAML: quote it"),
            _ => ($"{what} needs {needed}, and this is {KindOf(node)}", null),
        };
    }

    private static string KindOf(YamlNode node) => node switch
    {
        YamlMapping => "a mapping",
        YamlSequence => "a list",
        YamlScalar { Kind: YamlScalarKind.Boolean } => "true or false",
        YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Float } => "a number",
        _ => "a text",
    };
}
