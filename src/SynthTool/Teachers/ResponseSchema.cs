using System.Text.Json;
using SynthTool.Formats.Schemas;

namespace SynthTool.Teachers;

/// <summary>The form that a structured answer must have.</summary>
/// <param name="Path">The schema's repository path; not in the key.</param>
/// <param name="Document">The schema as JSON; its canonical form is in the key.</param>
/// <param name="Schema">The same, compiled.</param>
internal sealed record ResponseSchema(string Path, JsonElement Document, JsonSchema Schema);
