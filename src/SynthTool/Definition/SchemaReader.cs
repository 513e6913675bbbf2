using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>schema:</c> and <c>response:</c>: the path of a JSON Schema, or a short schema.</summary>
internal static class SchemaReader
{
    /// <summary>What a source's records must satisfy: always an object.</summary>
    /// <param name="source">From 0, in the order of the sources.</param>
    public static DefinitionPart? OfSeeds(DefinitionScope scope, YamlNode node, int source)
    {
        if (node is YamlSequence || (node is YamlScalar { IsText: true } scalar && ShortSchema.IsType(scalar.Text)))
        {
            scope.Findings.Add(DefinitionDiagnostics.SchemaMalformed, node.Place, "a seed is an object, and this schema is for something else", "write { field: type, … }, or the path of a JSON Schema file");
            return null;
        }

        return Read(scope, node, "\"schema\"", source == 0 ? "seeds.schema" : FormattableString.Invariant($"seeds-{source + 1}.schema"));
    }

    /// <param name="step">The step's name.</param>
    public static DefinitionPart? OfResponse(DefinitionScope scope, YamlNode node, string step) => Read(scope, node, "\"response\"", $"{step}.response");

    private static DefinitionPart? Read(DefinitionScope scope, YamlNode node, string what, string name)
    {
        if (node is not (YamlMapping or YamlSequence) && !(node is YamlScalar { IsText: true } scalar && ShortSchema.IsType(scalar.Text)))
        {
            return scope.FilePart(node, what);
        }

        return ShortSchema.Compile(scope, node, what) is { } json ? scope.InlinePart(name, node.Place, new InlineText(json, _ => node.Place)) : null;
    }
}
