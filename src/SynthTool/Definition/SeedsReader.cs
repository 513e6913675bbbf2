using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>seeds:</c>: one source, a list of them, or sources with names that are crossed.</summary>
internal static class SeedsReader
{
    public static SeedsDefinition Read(DefinitionScope scope, YamlNode node) =>
        node is YamlMapping mapping && CrossReader.IsNamed(mapping)
            ? CrossReader.Read(scope, mapping)
            : new SeedsDefinition(SourceReader.Read(scope, node), null);
}
