namespace SynthTool.Formats.Schemas;

/// <summary>Makes values up that fit a schema: the answers of a rehearsal.</summary>
internal static class SchemaSample
{
    /// <summary>A sample as JSON text; the same schema and variation give the same text.</summary>
    public static string For(JsonSchema schema, int variation) => throw new NotImplementedException();
}
