using SynthTool.Diagnostics;
using YamlDotNet.Core;

namespace SynthTool.Formats.Yaml;

/// <summary>Says in our words what a parser of YAML stumbled over, and what its author probably meant.</summary>
internal static class YamlSyntax
{
    private static readonly (string Fragment, string Message, string Hint)[] Known =
    [
        ("found unexpected end of stream", "a quote that opens here is never closed", "close it, or quote the whole text with the other kind of quote"),
        ("found invalid mapping", "\": \" stands inside a text that is not quoted, or the line is indented too far", "quote the text, or indent the line like its neighbours"),
        ("escape", "a backslash in double quotes begins no escape that YAML knows", "write \\\\ for a backslash, or use single quotes"),
        ("surrogates", "an escape names half a character", "write both escapes, or the character itself"),
        ("cannot start any token", "a text may not begin with this character", "quote it; indent with spaces, not tabs"),
        ("did not find expected comment or line break", "a text that begins with > or | must be quoted", "quote it"),
        ("disallowed", "a text that begins with * or & must be quoted", "quote it"),
        ("Block sequence entries", "a list cannot begin on this line", "begin it on the next line, or quote the text"),
        ("Mapping keys are not allowed", "a text that begins with ? must be quoted", "quote it"),
        ("expected node content", "a value is missing, or a text that begins with a bracket or comma is not quoted", "quote it"),
        ("did not find expected ',' or", "a comma or a closing bracket is missing", "close the bracket; a text with brackets, braces or quotes inside must be quoted"),
        ("did not find expected key", "no \"key: value\" can be read here", "a text that begins with a quote or brace must be quoted as a whole; check the indentation"),
        ("did not find expected '-'", "a list goes on without \"- \"", "a text that begins with a quote or brace must be quoted as a whole; check the indentation"),
        ("expected ':'", "a key has no \":\" after it", "write \"key: value\""),
    ];

    /// <param name="error">What the parser threw.</param>
    /// <param name="source">The text that it read.</param>
    /// <param name="open">Where the mappings and lists begin that were open, innermost first.</param>
    public static Diagnostic Explain(Exception error, YamlSource source, IEnumerable<SourcePlace> open)
    {
        if (error is not YamlException yaml || yaml.Start.Line == 0)
        {
            return Unclosed(source, open);
        }

        var place = source.Place(yaml.Start.Line, yaml.Start.Column);
        if (source.FindIndentingTab(place.Line) is { } tab && (tab.Line == place.Line || yaml.Message.Contains("tab", StringComparison.Ordinal)))
        {
            return new Diagnostic(YamlDiagnostics.Syntax, tab, "a tab stands where YAML wants spaces", "indent with spaces");
        }

        if (source.IsAtEnd(place))
        {
            return Unclosed(source, open);
        }

        var (_, message, hint) = Known.FirstOrDefault(k => yaml.Message.Contains(k.Fragment, StringComparison.Ordinal));
        var line = source.RestOfLine(place with { Column = 1 });
        return line.Contains("{{", StringComparison.Ordinal)
            ? new Diagnostic(YamlDiagnostics.Syntax, place, message ?? "this is not YAML", "quote the whole text that holds {{ }}")
            : new Diagnostic(YamlDiagnostics.Syntax, place, message ?? "this is not YAML", hint);
    }

    private static Diagnostic Unclosed(YamlSource source, IEnumerable<SourcePlace> open)
    {
        var bracket = open.FirstOrDefault(p => source.CharAt(p) is '[' or '{');
        return bracket is null
            ? new Diagnostic(YamlDiagnostics.Syntax, source.End, "the text ends in the middle of a value", "close what is open; a text that begins with a bracket must be quoted")
            : new Diagnostic(YamlDiagnostics.Syntax, bracket, "a bracket that opens here is never closed", "close it; a text with brackets inside must be quoted");
    }
}
