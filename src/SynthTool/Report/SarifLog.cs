using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Report;

/// <summary>Findings as one SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code scanning services read.</summary>
internal static class SarifLog
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string Root = "ROOT"; // the repository's root, wherever the reader has it

    public static string Of(string toolVersion, IReadOnlyCollection<Diagnostic> found) => JsonParts.Line(json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, toolVersion, found);
        json.WriteStartArray("results");
        foreach (var one in found)
        {
            WriteResult(json, one);
        }

        json.WriteEndArray();
        json.WriteString("columnKind", "unicodeCodePoints");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json, string toolVersion, IReadOnlyCollection<Diagnostic> found)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "dotnet-synth");
        json.WriteString("version", toolVersion);
        json.WriteStartArray("rules");
        foreach (var kind in found.Select(f => f.Kind).DistinctBy(k => k.Code).OrderBy(k => k.Code, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", kind.Code);
            WriteText(json, "shortDescription", kind.Title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic found)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", found.Kind.Code);
        json.WriteString("level", found.IsError ? "error" : "warning");
        WriteText(json, "message", Printable.Line(found.Hint is { } hint ? $"{found.Message} (hint: {hint})" : found.Message));
        if (found.Place is { } place)
        {
            WritePlace(json, place);
        }

        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, SourcePlace place)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', place.Path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", Root);
        json.WriteEndObject();
        if (place.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", place.Line);
            if (place.Column > 0)
            {
                json.WriteNumber("startColumn", place.Column);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
