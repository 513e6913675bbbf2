namespace SynthTool.Formats.Schemas;

/// <summary>What a schema promises of its values, as far as names and column types need it.</summary>
internal static class ShapeOfSchema
{
    public static Shape From(JsonSchema schema) => throw new NotImplementedException();
}
