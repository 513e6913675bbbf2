using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>A finding's sentence in parts, so that a terminal can colour the severity.</summary>
/// <param name="Where">Ends with a blank when there is a place; else empty.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="What">Code and message.</param>
/// <param name="Hint">A whole line, or null.</param>
internal sealed record DiagnosticText(string Where, string Severity, string What, string? Hint)
{
    private const string Tool = "dotnet-synth";

    public string FirstLine => $"{Where}{Severity} {What}";

    public IEnumerable<string> Lines => Hint is null ? [FirstLine] : [FirstLine, Hint];

    public static DiagnosticText Of(Diagnostic found, LogFormat format) => format is LogFormat.MsBuild ? ForMsBuild(found) : ForPeople(found);

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
        return new DiagnosticText(Printable.Line(where), Word(found), Sentence(found), found.Hint is { } hint ? Printable.Line($"  hint: {hint}") : null);
    }

    /// <summary>One line in the form that MSBuild recognises; the hint follows the message, because an error list shows one line.</summary>
    public static DiagnosticText ForMsBuild(Diagnostic found)
    {
        var what = found.Hint is { } hint ? $"{Sentence(found)} (hint: {Printable.Line(hint)})" : Sentence(found);
        return new DiagnosticText(Printable.Line($"{found.Place?.ToString() ?? Tool}: "), Word(found), what, null);
    }

    private static string Word(Diagnostic found) => found.IsError ? "error" : "warning";

    private static string Sentence(Diagnostic found) => Printable.Line($"{found.Kind.Code}: {found.Message}");
}
