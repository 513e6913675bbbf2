using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Schemas;

/// <summary>A schema document while it is read: its content, its draft, and what is found about it.</summary>
/// <param name="json">The file without a byte order mark.</param>
/// <param name="path">The file's name in findings.</param>
/// <param name="root">The content of <paramref name="json"/>.</param>
internal sealed class SchemaSource(ReadOnlyMemory<byte> json, string path, JsonElement root)
{
    /// <summary>Finding a place reads the file, so that a file of a million errors gets no more than this.</summary>
    private const int MostFindings = 100;

    private int found;

    public ReadOnlyMemory<byte> Json { get; } = json;

    public JsonElement Root { get; } = root;

    public SchemaDraft Draft { get; set; } = SchemaDraft.Draft202012;

    public string DraftName => Draft is SchemaDraft.Draft07 ? "draft-07" : "2020-12";

    public Findings Findings { get; } = new();

    public void Report(DiagnosticKind kind, string pointer, string message, string? hint = null)
    {
        if (++found <= MostFindings)
        {
            Findings.Add(kind, JsonPlaces.Of(Json.Span, pointer, path), message, hint);
        }
    }
}
