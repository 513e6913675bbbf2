using System.Text;
using System.Text.Json;
using SynthTool.Formats;
using SynthTool.Formats.Schemas;

namespace SynthTool.Teachers;

/// <summary>The form that a structured answer must have.</summary>
/// <param name="Path">The schema's repository path; not in the key.</param>
/// <param name="Document">The schema as JSON; its canonical form is in the key.</param>
/// <param name="Schema">The same, compiled.</param>
internal sealed record ResponseSchema(string Path, JsonElement Document, JsonSchema Schema)
{
    /// <summary>The canonical bytes of <see cref="Document"/>, computed once for all requests.</summary>
    public ReadOnlyMemory<byte> Canonical { get; } = CanonicalJson.ToBytes(Document);

    /// <summary>The same as text, for servers that must be told in words.</summary>
    public string Text => Encoding.UTF8.GetString(Canonical.Span);
}
