using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>A subschema in its document.</summary>
/// <param name="Element">Its content.</param>
/// <param name="Pointer">Where it stands, from the document's root.</param>
/// <param name="BaseUri">What relative references around it are relative to; its own <c>$id</c> does not count yet.</param>
internal readonly record struct SchemaLocation(JsonElement Element, string Pointer, string BaseUri);
