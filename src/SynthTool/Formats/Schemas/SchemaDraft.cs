namespace SynthTool.Formats.Schemas;

/// <summary>The versions of JSON Schema that are judged.</summary>
internal enum SchemaDraft
{
    Draft07,
    Draft202012,
}
