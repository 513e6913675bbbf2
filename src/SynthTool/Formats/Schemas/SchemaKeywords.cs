using System.Collections.Frozen;

namespace SynthTool.Formats.Schemas;

/// <summary>The keywords by what they hold and where they count.</summary>
internal static class SchemaKeywords
{
    /// <summary>Keywords that hold one schema.</summary>
    public static readonly FrozenSet<string> OfSchema = Set(
        "additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties");

    /// <summary>Keywords that hold a list of schemas.</summary>
    public static readonly FrozenSet<string> OfSchemas = Set("allOf", "anyOf", "items", "oneOf", "prefixItems");

    /// <summary>Keywords that hold schemas by name.</summary>
    public static readonly FrozenSet<string> OfNamedSchemas = Set("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties");

    /// <summary>Keywords that are refused, because their verdict depends on how the schema was reached.</summary>
    public static readonly FrozenSet<string> Unsupported = Set("$dynamicRef", "$recursiveRef", "unevaluatedItems", "unevaluatedProperties");

    private static readonly string[] Shared =
    [
        "additionalProperties", "allOf", "anyOf", "const", "contains", "dependencies", "else", "enum", "exclusiveMaximum", "exclusiveMinimum", "if", "items",
        "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum", "multipleOf", "not", "oneOf", "pattern",
        "patternProperties", "properties", "propertyNames", "required", "then", "type", "uniqueItems", "$ref",
    ];

    /// <summary>Keywords of draft 07 that change a verdict.</summary>
    public static readonly FrozenSet<string> Judging07 = Set([.. Shared, "additionalItems"]);

    /// <summary>Keywords of 2020-12 that change a verdict.</summary>
    public static readonly FrozenSet<string> Judging202012 = Set([.. Shared, "dependentRequired", "dependentSchemas", "maxContains", "minContains", "prefixItems"]);

    /// <summary>Keywords that change no verdict themselves.</summary>
    public static readonly FrozenSet<string> Silent = Set(
        "$anchor", "$comment", "$defs", "$dynamicAnchor", "$id", "$recursiveAnchor", "$schema", "$vocabulary", "contentEncoding", "contentMediaType", "contentSchema",
        "default", "definitions", "deprecated", "description", "discriminator", "example", "examples", "externalDocs", "format", "nullable", "readOnly", "title",
        "writeOnly", "xml");

    public static FrozenSet<string> Judging(SchemaDraft draft) => draft is SchemaDraft.Draft07 ? Judging07 : Judging202012;

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
