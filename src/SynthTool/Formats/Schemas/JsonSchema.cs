using System.Runtime.InteropServices;
using System.Text.Json;
using SynthTool.Diagnostics;

namespace SynthTool.Formats.Schemas;

/// <summary>A JSON Schema of draft 07 or 2020-12, compiled for many values. Safe for several threads.</summary>
/// <remarks>
/// Values must be <see cref="CanonicalJson.IsWellFormed">well-formed</see>. <c>format</c> is an annotation. A value that
/// cannot be judged within bounds is invalid and says so.
/// </remarks>
internal sealed class JsonSchema
{
    /// <summary>The largest schema file, in bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    private JsonSchema(SchemaSource source, SchemaNode root)
    {
        Json = source.Json;
        Document = source.Root;
        Draft = source.Draft;
        Root = root;
    }

    /// <summary>The file's bytes without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    public JsonElement Document { get; }

    public SchemaDraft Draft { get; }

    public SchemaNode Root { get; }

    /// <summary>Reads a schema; a keyword that is not supported is an error that names it, never ignored.</summary>
    /// <param name="json">The file's bytes; at most 1 MiB.</param>
    /// <param name="path">The file's name in findings.</param>
    public static Parsed<JsonSchema> Parse(ReadOnlyMemory<byte> json, string path)
    {
        if (SchemaFile.Read(json, path, out var problem) is not { } source)
        {
            return new Parsed<JsonSchema>(null, [problem!]);
        }

        source.Draft = SchemaDrafts.Of(source);
        var root = SchemaCompiler.Compile(source);
        return new Parsed<JsonSchema>(source.Findings.HasErrors ? null : new JsonSchema(source, root), source.Findings.ToSorted());
    }

    public bool IsValid(JsonElement value)
    {
        var run = new SchemaRun(most: 0, JsonMarshal.GetRawUtf8Value(value).Length);
        return run.Check(Root, value) && !run.GaveUp;
    }

    /// <summary>What does not fit; empty when the value is valid.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="max">After so many errors no more are looked for.</param>
    public IReadOnlyList<SchemaError> Validate(JsonElement value, int max = 20)
    {
        if (IsValid(value))
        {
            return [];
        }

        var run = new SchemaRun(max, JsonMarshal.GetRawUtf8Value(value).Length);
        _ = run.Check(Root, value);
        return run.Errors.Count > 0 ? run.Errors : [new SchemaError("", "cannot be judged within the bounds of time", "")];
    }
}
