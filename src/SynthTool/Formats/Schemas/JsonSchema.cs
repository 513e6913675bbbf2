using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Schemas;

/// <summary>A JSON Schema of draft 07 or 2020-12, compiled for many values. Safe for several threads.</summary>
internal sealed class JsonSchema
{
    /// <summary>Reads a schema; a keyword that is not supported is an error that names it, never ignored.</summary>
    /// <param name="json">The file's bytes; at most 1 MiB.</param>
    /// <param name="path">The file's name in findings.</param>
    public static Parsed<JsonSchema> Parse(ReadOnlyMemory<byte> json, string path) => throw new NotImplementedException();

    public bool IsValid(JsonElement value) => throw new NotImplementedException();

    /// <summary>What does not fit, in the value's order; empty when the value is valid.</summary>
    public IReadOnlyList<SchemaError> Validate(JsonElement value, int max = 20) => throw new NotImplementedException();
}
