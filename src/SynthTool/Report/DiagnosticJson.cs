using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>A finding as <c>{"code","severity","path","line","column","message","hint"}</c>; what is not known is null.</summary>
internal static class DiagnosticJson
{
    /// <summary>The finding as one line.</summary>
    public static string Line(Diagnostic found) => JsonParts.Line(json => Write(json, found));

    public static void Write(Utf8JsonWriter json, Diagnostic found)
    {
        json.WriteStartObject();
        json.WriteString("code", found.Kind.Code);
        json.WriteString("severity", found.IsError ? "error" : "warning");
        json.WriteString("path", found.Place?.Path);
        json.WriteNumberOrNull("line", found.Place is { Line: > 0 } line ? line.Line : null);
        json.WriteNumberOrNull("column", found.Place is { Line: > 0, Column: > 0 } column ? column.Column : null);
        json.WriteString("message", found.Message);
        json.WriteString("hint", found.Hint);
        json.WriteEndObject();
    }
}
