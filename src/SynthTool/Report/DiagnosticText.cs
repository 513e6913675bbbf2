using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>A finding's line in parts, so that a terminal can colour the severity. All parts are printable.</summary>
/// <param name="Before">What stands before the severity.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="After">The rest of the line.</param>
/// <param name="Hint">A line of its own, or null.</param>
internal sealed record DiagnosticText(string Before, string Severity, string After, string? Hint)
{
    private const string Tool = "dotnet-synth";

    public string FirstLine => $"{Before}{Severity}{After}";

    public IEnumerable<string> Lines => Hint is null ? [FirstLine] : [FirstLine, Hint];

    public static DiagnosticText Of(Diagnostic found, LogFormat format) => format switch
    {
        LogFormat.MsBuild => ForMsBuild(found),
        LogFormat.GitHub => ForGitHub(found),
        LogFormat.Azure => ForAzure(found),
        LogFormat.Json => new DiagnosticText("", "", DiagnosticJson.Line(found), null),
        _ => ForPeople(found),
    };

    /// <summary><c>path:line:column: error CODE: message</c>, then <c>  hint: …</c>.</summary>
    public static DiagnosticText ForPeople(Diagnostic found)
    {
        var where = found.Place switch
        {
            null => "",
            { Line: 0 } p => $"{p.Path}: ",
            { Column: 0 } p => FormattableString.Invariant($"{p.Path}:{p.Line}: "),
            { } p => FormattableString.Invariant($"{p.Path}:{p.Line}:{p.Column}: "),
        };
        return new DiagnosticText(Printable.Line(where), Word(found), $" {Sentence(found)}", found.Hint is { } hint ? Printable.Line($"  hint: {hint}") : null);
    }

    /// <summary>One line in the form that MSBuild recognises; the hint follows the message, because an error list shows one line.</summary>
    public static DiagnosticText ForMsBuild(Diagnostic found) =>
        new(Printable.Line($"{found.Place?.ToString() ?? Tool}: "), Word(found), $" {WithHint(found)}", null);

    /// <summary>A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions.</summary>
    public static DiagnosticText ForGitHub(Diagnostic found)
    {
        var properties = Properties(found, "file", "line", "col").Append(("title", found.Kind.Code)).Select(p => $"{p.Item1}={Escaped(p.Item2, ":,")}");
        return new DiagnosticText("::", Word(found), $" {string.Join(',', properties)}::{Escaped(WithHint(found), "")}", null);
    }

    /// <summary>A logging command: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands.</summary>
    public static DiagnosticText ForAzure(Diagnostic found)
    {
        var properties = Properties(found, "sourcepath", "linenumber", "columnnumber").Append(("code", found.Kind.Code)).Select(p => $";{p.Item1}={Escaped(p.Item2, ";]", "AZP25")}");
        return new DiagnosticText("##vso[task.logissue type=", Word(found), $"{string.Concat(properties)}]{Escaped(WithHint(found), "", "AZP25")}", null);
    }

    private static IEnumerable<(string, string)> Properties(Diagnostic found, string file, string line, string column)
    {
        if (found.Place is not { } place)
        {
            yield break;
        }

        yield return (file, Printable.Line(place.Path));
        if (place.Line > 0)
        {
            yield return (line, FormattableString.Invariant($"{place.Line}"));
        }

        if (place.Column > 0)
        {
            yield return (column, FormattableString.Invariant($"{place.Column}"));
        }
    }

    // Line breaks are escapes already. A command's reader undoes these escapes, each runner its own one of the percent sign.
    private static string Escaped(string text, string separators, string percent = "25") => separators.Aggregate(
        text.Replace("%", $"%{percent}", StringComparison.Ordinal),
        (escaped, separator) => escaped.Replace(separator.ToString(), FormattableString.Invariant($"%{(int)separator:X2}"), StringComparison.Ordinal));

    private static string Word(Diagnostic found) => found.IsError ? "error" : "warning";

    private static string Sentence(Diagnostic found) => Printable.Line($"{found.Kind.Code}: {found.Message}");

    private static string WithHint(Diagnostic found) => found.Hint is { } hint ? $"{Sentence(found)} (hint: {Printable.Line(hint)})" : Sentence(found);
}
