using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>One compiled rule of a schema.</summary>
/// <param name="pointer">The keyword in the schema document, as a JSON pointer.</param>
/// <param name="appliesTo">The types that it has something to say about.</param>
internal abstract class Keyword(string pointer, SchemaTypes appliesTo)
{
    public string Pointer { get; } = pointer;

    public SchemaTypes AppliesTo { get; } = appliesTo;

    /// <summary>The schemas that judge the same value, not a part of it.</summary>
    public virtual IEnumerable<SchemaNode> InPlace => [];

    public abstract bool Check(JsonElement value, SchemaRun run);
}
