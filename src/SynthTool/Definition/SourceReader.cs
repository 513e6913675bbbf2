using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads the sources of <c>seeds:</c> that have no names, and every single source.</summary>
internal static class SourceReader
{
    public static ImmutableArray<SourceDefinition> Read(DefinitionScope scope, YamlNode node) =>
        [.. scope.OneOrMany(node, "\"seeds\"").Select((n, i) => Source(scope, n, i)).OfType<SourceDefinition>()];

    /// <param name="index">From 0, in the order in which sources are written.</param>
    public static SourceDefinition? Source(DefinitionScope scope, YamlNode node, int index)
    {
        if (Section.Open(scope, node, "\"seeds\"", KnownKeys.Source) is not { } section)
        {
            return null;
        }

        var source = new SourceDefinition
        {
            Place = section.Place,
            From = section.Require("from") is { } from ? From(scope, from) : [],
            Taxonomy = Taxonomy(scope, section),
            Upstream = UpstreamReader.Read(scope, section),
            Schema = section.Find("schema") is { } schema ? SchemaReader.OfSeeds(scope, schema, index) : null,
            Key = Fields(scope, section, "key"),
            Group = Fields(scope, section, "group"),
            Rename = section.Find("rename") is { } rename ? Rename(scope, rename) : NoRename,
            Where = section.Expression("where"),
            Chunk = section.Open("chunk", KnownKeys.Chunk) is { } chunk ? ChunkReader.Read(scope, chunk) : null,
            Limit = section.Whole("limit", 1, int.MaxValue),
            Columns = Fields(scope, section, "columns"),
        };
        CheckColumns(scope, section, source);
        if (source is { Taxonomy: not null, Chunk: { } refused })
        {
            scope.Refuse(refused.Place, "\"chunk\"", "cuts documents, and a taxonomy's examples are none", "remove it");
        }

        return source;
    }

    private static void CheckColumns(DefinitionScope scope, Section section, SourceDefinition source)
    {
        if (source.Columns.IsEmpty)
        {
            return;
        }

        var columns = source.Columns.Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in (section.Find("rename") as YamlMapping)?.Entries.Where(e => !columns.Contains(e.Name)) ?? [])
        {
            scope.Refuse(entry.Place, "\"rename\"", $"names {Quoted.Text(entry.Name)}, which \"columns\" leaves out");
        }

        var kept = columns.Select(c => source.Rename.GetValueOrDefault(c, c)).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, field) in source.Key.Select(f => ("key", f)).Concat(source.Group.Select(f => ("group", f))).Where(f => !kept.Contains(f.f.Value)))
        {
            scope.Refuse(field.Place, $"\"{key}\"", $"names {Quoted.Text(field.Value)}, which \"columns\" leaves out", "add it to \"columns\"");
        }
    }

    private static ImmutableSortedDictionary<string, string> NoRename => ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static ImmutableArray<Located<string>> From(DefinitionScope scope, YamlNode node) => node is YamlMapping one && (one.Find("taxonomy") is not null || UpstreamReader.Is(one))
        ? []
        : [.. scope.OneOrMany(node, "\"from\"").Select(n => n is YamlMapping other ? Refused(scope, other) : scope.Path(n, "\"from\"")).OfType<Located<string>>()];

    private static Located<string>? Taxonomy(DefinitionScope scope, Section section)
    {
        if (section.Find("from") is not YamlMapping mapping || mapping.Find("taxonomy") is null)
        {
            return null;
        }

        var path = Section.Open(scope, mapping, "\"from\"", KnownKeys.FromTaxonomy)!.Path("taxonomy");
        if (path is not null && Glob.IsPattern(path.Value))
        {
            scope.Refuse(path.Place, "\"taxonomy\"", "names one folder, and this is a pattern");
            return null;
        }

        return path;
    }

    private static Located<string>? Refused(DefinitionScope scope, YamlMapping other)
    {
        if (other.Entries.FirstOrDefault(e => KnownKeys.From.Find(e.Name) is not null) is { } alone)
        {
            scope.Refuse(alone.Place, $"\"{alone.Name}\"", "stands alone, not in a list", "give it a source of its own: seeds may be a list");
        }
        else
        {
            scope.WrongForm(other, "\"from\"", "a text");
        }

        return null;
    }

    private static ImmutableArray<Located<string>> Fields(DefinitionScope scope, Section section, string key)
    {
        var fields = section.Lines(key);
        foreach (var twice in fields.GroupBy(f => f.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            scope.Refuse(twice.Last().Place, $"\"{key}\"", $"names {Quoted.Text(twice.Key)} twice");
        }

        return fields;
    }

    private static ImmutableSortedDictionary<string, string> Rename(DefinitionScope scope, YamlNode node)
    {
        var renamed = NoRename;
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in scope.Mapping(node, "\"rename\"", "a mapping of field: name")?.Entries ?? [])
        {
            if (scope.Line(entry.Value, $"the new name of {Quoted.Text(entry.Name)}") is not { } name)
            {
                continue;
            }

            if (!taken.TryAdd(name.Value, entry.Name))
            {
                scope.Findings.Add(DefinitionDiagnostics.NameRefused, name.Place, $"the name {Quoted.Text(name.Value)} is already given to {Quoted.Text(taken[name.Value])}");
            }

            renamed = renamed.SetItem(entry.Name, name.Value);
        }

        return renamed;
    }
}
