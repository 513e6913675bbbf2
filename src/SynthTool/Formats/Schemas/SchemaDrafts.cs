using System.Text.Json;

namespace SynthTool.Formats.Schemas;

/// <summary>Which draft a document says it follows.</summary>
internal static class SchemaDrafts
{
    private const string Known = "known are http://json-schema.org/draft-07/schema# and https://json-schema.org/draft/2020-12/schema";

    /// <summary>The draft of a root schema; 2020-12 where none is named.</summary>
    public static SchemaDraft Of(SchemaSource source)
    {
        if (source.Root.ValueKind is not JsonValueKind.Object || !source.Root.TryGetProperty("$schema", out var named))
        {
            return SchemaDraft.Draft202012;
        }

        if (Find(named) is { } draft)
        {
            return draft;
        }

        source.Report(SchemaDiagnostics.NotSupported, "/$schema", $"$schema {SchemaText.Plain(named.GetRawText())} is not supported", Known);
        return SchemaDraft.Draft202012;
    }

    /// <summary>A subschema may name its draft, when it is the document's.</summary>
    public static void Check(SchemaSource source, JsonElement named, string pointer)
    {
        if (Find(named) != source.Draft)
        {
            source.Report(SchemaDiagnostics.NotSupported, pointer, $"$schema {SchemaText.Plain(named.GetRawText())} inside of a {source.DraftName} schema is not supported", "one file follows one draft");
        }
    }

    private static SchemaDraft? Find(JsonElement named) =>
        named.ValueKind is not JsonValueKind.String ? null : named.GetString()!.TrimEnd('#') switch
        {
            "http://json-schema.org/draft-07/schema" or "https://json-schema.org/draft-07/schema" => SchemaDraft.Draft07,
            "https://json-schema.org/draft/2020-12/schema" or "http://json-schema.org/draft/2020-12/schema" => SchemaDraft.Draft202012,
            _ => null,
        };
}
