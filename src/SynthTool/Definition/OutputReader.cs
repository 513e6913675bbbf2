using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>outputs:</c>.</summary>
internal static class OutputReader
{
    private const int MostSeedsPerShard = 10_000_000;
    private const string DefaultName = "default";

    /// <param name="node">Null when the definition names no outputs.</param>
    /// <param name="place">Where the definition begins.</param>
    /// <param name="results">The steps' results, which are the default columns.</param>
    /// <param name="splits">The splits' names; an output may not be called like one.</param>
    public static ImmutableArray<OutputDefinition> Read(DefinitionScope scope, YamlNode? node, SourcePlace place, IReadOnlyList<string> results, IReadOnlyCollection<string> splits)
    {
        if (node is null)
        {
            return [new OutputDefinition { Name = new Located<string>(DefaultName, place), Columns = DefaultColumns(scope, place, results) }];
        }

        var entries = scope.Mapping(node, "\"outputs\"", "a mapping of names and outputs")?.Entries ?? [];
        if (node is YamlMapping { Entries.IsEmpty: true })
        {
            scope.Refuse(node.Place, "\"outputs\"", "names no output", "write one, or remove the key");
        }

        foreach (var second in entries.GroupBy(e => e.Name, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1)))
        {
            scope.CheckName(second.Key, "an output", "differs from another only in its capitals");
        }

        return [.. entries.Select(e => Output(scope, e, results, splits)).OfType<OutputDefinition>()];
    }

    private static OutputDefinition? Output(DefinitionScope scope, YamlEntry entry, IReadOnlyList<string> results, IReadOnlyCollection<string> splits)
    {
        scope.CheckName(entry.Key, "an output", AgainstName(entry.Name, splits));
        if (Section.Open(scope, entry.Value, Quoted.Text(entry.Name), KnownKeys.Output) is not { } section)
        {
            return null;
        }

        var format = section.Choice("format", KnownKeys.Formats);
        return new OutputDefinition
        {
            Name = new Located<string>(entry.Name, entry.Place),
            Format = format?.Value == "chat" ? OutputFormat.Chat : OutputFormat.Table,
            Columns = Columns(scope, section, section.Find("format") is null ? "table" : format?.Value, results),
            Where = section.Expression("where"),
            SeedsPerShard = section.Whole("seeds_per_shard", 1, MostSeedsPerShard) ?? OutputDefinition.DefaultSeedsPerShard,
        };
    }

    private static string? AgainstName(string name, IReadOnlyCollection<string> splits) => name switch
    {
        _ when splits.Contains(name, StringComparer.OrdinalIgnoreCase) => "is the name of a split",
        _ when name.ToUpperInvariant() is "README.MD" or "MANIFEST.JSON" => "is a file beside the outputs",
        _ => NameRules.AgainstFolder(name),
    };

    /// <param name="format">Null when it could not be read.</param>
    private static ImmutableArray<OutputColumn> Columns(DefinitionScope scope, Section section, string? format, IReadOnlyList<string> results)
    {
        if (section.Find("columns") is { } columns)
        {
            return Columns(scope, columns, format);
        }

        if (format == "chat")
        {
            scope.Findings.Add(DefinitionDiagnostics.KeyMissing, section.Place, "an output in format chat needs \"columns\" with \"messages\"", "messages: [{ user: … }, { assistant: … }]");
        }

        return format == "table" ? DefaultColumns(scope, section.Place, results) : [];
    }

    private static ImmutableArray<OutputColumn> Columns(DefinitionScope scope, YamlNode node, string? format)
    {
        var entries = scope.Mapping(node, "\"columns\"", "a mapping of names and expressions")?.Entries ?? [];
        if (node is YamlMapping { Entries.IsEmpty: true })
        {
            scope.Refuse(node.Place, "\"columns\"", "names no column", "write one, or remove the key");
        }
        else if (node is YamlMapping && format == "chat" && entries.All(e => e.Name != "messages"))
        {
            scope.Findings.Add(DefinitionDiagnostics.KeyMissing, node.Place, "an output in format chat needs a column \"messages\"", "messages: [{ user: … }, { assistant: … }]");
        }

        foreach (var second in entries.GroupBy(e => e.Name, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1)))
        {
            scope.CheckName(second.Key, "a column", "differs from another only in its capitals");
        }

        return [.. entries.Select(e => Column(scope, e, format)).OfType<OutputColumn>()];
    }

    private static OutputColumn? Column(DefinitionScope scope, YamlEntry entry, string? format)
    {
        scope.CheckName(entry.Key, "a column", NameRules.AgainstColumn(entry.Name));
        if (entry.Name == "messages" && format is "chat" or null)
        {
            return new OutputColumn(entry.Name, entry.Place) { Turns = ChatReader.Read(scope, entry.Value) };
        }

        if (entry.Value is YamlSequence)
        {
            scope.Findings.Add(DefinitionDiagnostics.WrongForm, entry.Value.Place, $"{Quoted.Text(entry.Name)} needs an expression, and this is a list", "for the turns of a chat write format: chat and call the column messages");
            return null;
        }

        return scope.Expression(entry.Value, Quoted.Text(entry.Name)) is { } value ? new OutputColumn(entry.Name, entry.Place) { Value = value } : null;
    }

    private static ImmutableArray<OutputColumn> DefaultColumns(DefinitionScope scope, SourcePlace place, IReadOnlyList<string> results)
    {
        if (results.Contains("id", StringComparer.OrdinalIgnoreCase))
        {
            scope.Refuse(place, "a column \"id\"", "is there by default, and a step has that name too", "write \"columns\"");
        }

        IReadOnlyList<string> names = results.Count == 0 ? ["seed"] : results;
        return [Default("id", "row.id"), .. names.Select(n => Default(n, n))];

        OutputColumn Default(string name, string expression) => new(name, place) { Value = scope.Expression(expression, place) };
    }
}
