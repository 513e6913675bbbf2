using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>A mapping whose keys are known. Reading a key that is absent gives null; what does not fit gives a finding and null.</summary>
internal sealed class Section
{
    private readonly DefinitionScope scope;
    private readonly YamlMapping mapping;
    private readonly KeyTable table;

    private Section(DefinitionScope scope, YamlMapping mapping, KeyTable table)
    {
        this.scope = scope;
        this.mapping = mapping;
        this.table = table;
    }

    public SourcePlace Place => mapping.Place;

    /// <summary>The mapping, with every key that is unknown or not built yet reported; null when it is none.</summary>
    /// <param name="what">What the value is for, such as <c>"options"</c> with its quotes.</param>
    public static Section? Open(DefinitionScope scope, YamlNode node, string what, KeyTable table)
    {
        if (scope.Mapping(node, what) is not { } mapping)
        {
            return null;
        }

        foreach (var entry in mapping.Entries)
        {
            CheckKey(scope, entry, table);
        }

        return new Section(scope, mapping, table);
    }

    /// <summary>The value as it is written.</summary>
    public YamlNode? Find(string key) => mapping.Find(key)?.Value;

    /// <summary>The value as it is written; its absence is a finding.</summary>
    public YamlNode? Require(string key)
    {
        var value = Find(key);
        if (value is null)
        {
            scope.Findings.Add(DefinitionDiagnostics.KeyMissing, Place, $"{table.What} needs \"{key}\"", table.Find(key)?.Description);
        }

        return value;
    }

    public Located<string>? Line(string key) => Find(key) is { } value ? scope.Line(value, What(key)) : null;

    /// <summary>The text, or an empty one after a finding.</summary>
    public Located<string> RequiredLine(string key) => (Require(key) is { } value ? scope.Line(value, What(key)) : null) ?? new Located<string>("", Place);

    public ImmutableArray<Located<string>> Lines(string key) =>
        Find(key) is { } value ? [.. scope.OneOrMany(value, What(key)).Select(i => scope.Line(i, What(key))).OfType<Located<string>>()] : [];

    public Expression? Expression(string key) => Find(key) is { } value ? scope.Expression(value, What(key)) : null;

    public Located<string>? Path(string key) => Find(key) is { } value ? scope.Path(value, What(key)) : null;

    public int? Whole(string key, int least, int most) => (int?)Long(key, least, most);

    public long? Long(string key, long least, long most) => Find(key) is { } value ? scope.Whole(value, What(key), least, most) : null;

    public decimal? Number(string key, decimal least, decimal most) => Find(key) is { } value ? scope.Number(value, What(key), least, most) : null;

    /// <summary>One of a few words; another one is a finding that lists them.</summary>
    public Located<string>? Choice(string key, KeyTable choices)
    {
        var written = Line(key);
        if (written is null || choices.Find(written.Value) is { IsBuilt: true })
        {
            return written;
        }

        if (choices.Find(written.Value) is { } later)
        {
            scope.NotBuilt(written.Place, $"the {key} {Quoted.Text(later.Name)}", later.Description);
        }
        else
        {
            scope.Refuse(written.Place, What(key), $"cannot be {Quoted.Text(written.Value)}", Suggestion.Hint(written.Value, choices.Built));
        }

        return null;
    }

    public Section? Open(string key, KeyTable inner) => Find(key) is { } value ? Open(scope, value, What(key), inner) : null;

    private static string What(string key) => $"\"{key}\"";

    private static void CheckKey(DefinitionScope scope, YamlEntry entry, KeyTable table)
    {
        var known = table.Find(entry.Name);
        if (known is null)
        {
            scope.Findings.Add(DefinitionDiagnostics.UnknownKey, entry.Place, $"{Quoted.Text(entry.Name)} is no key of {table.What}", Suggestion.Hint(entry.Name, table.Built));
        }
        else if (!known.IsBuilt)
        {
            scope.NotBuilt(entry.Place, What(entry.Name), known.Description);
        }
    }
}
