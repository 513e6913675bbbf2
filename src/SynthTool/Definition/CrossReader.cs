using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads sources with names, and <c>cross:</c>.</summary>
internal static class CrossReader
{
    private const int MostSources = 8;

    /// <summary>Whether these are sources with names: <c>cross</c>, or a mapping with <c>from</c> under a key that no source has.</summary>
    public static bool IsNamed(YamlMapping seeds) =>
        seeds.Find("cross") is not null || seeds.Entries.Any(e => KnownKeys.Source.Find(e.Name) is null && IsSource(e.Value));

    public static SeedsDefinition Read(DefinitionScope scope, YamlMapping seeds)
    {
        var named = seeds.Entries.Where(IsNamedSource).ToList();
        var beside = Section.Open(scope, seeds with { Entries = [.. seeds.Entries.Except(named)] }, "\"seeds\"", KnownKeys.Cross)!;
        var sources = named.Select((e, i) => Source(scope, e, i)).OfType<SourceDefinition>().ToDictionary(s => s.Name!, StringComparer.Ordinal);
        var names = named.Select(e => e.Name).ToList();
        var crossed = Crossed(scope, beside, named);
        var limit = beside.Whole("limit", 1, int.MaxValue);
        var sample = beside.Whole("sample", 1, int.MaxValue);
        if (limit is not null && sample is not null)
        {
            scope.Refuse(beside.Find("limit")!.Place, "\"limit\"", "takes the first combinations, and \"sample\" draws some of all", "remove one of them");
        }

        var group = Group(scope, beside, names);
        var cross = new CrossDefinition
        {
            Place = beside.Find("cross")?.Place ?? beside.Place,
            Where = beside.Expression("where"),
            Limit = limit,
            Sample = sample,
            GroupedBy = [.. crossed.Where(name => group.Any(g => g.Source == name))],
        };
        return new SeedsDefinition([.. crossed.Select(sources.GetValueOrDefault).OfType<SourceDefinition>().Select(s => Grouped(s, group))], cross);
    }

    private static bool IsSource(YamlNode value) => value is YamlMapping source && source.Find("from") is not null;

    // A misspelt key beside the sources is told as that, and everything else is meant to be a source.
    private static bool IsNamedSource(YamlEntry entry) =>
        IsSource(entry.Value)
        || (KnownKeys.Cross.Find(entry.Name) is null
            && KnownKeys.Source.Find(entry.Name) is null
            && (entry.Value is YamlMapping || Suggestion.For(entry.Name, KnownKeys.Cross.Built) is null));

    private static SourceDefinition? Source(DefinitionScope scope, YamlEntry entry, int index)
    {
        scope.CheckName(entry.Key, "a source", NameRules.AgainstSource(entry.Name));
        if (SourceReader.Source(scope, entry.Value, index) is not { } source)
        {
            return null;
        }

        if (!source.Group.IsEmpty)
        {
            scope.Refuse(source.Group[0].Place, "\"group\"", "of a crossed source belongs to the combination", $"write group: {Shown(entry.Name)}.{Shown(source.Group[0].Value)} beside \"cross\"");
        }

        return source with { Name = entry.Name };
    }

    private static List<string> Crossed(DefinitionScope scope, Section beside, List<YamlEntry> named)
    {
        var names = named.Select(e => e.Name).ToList();
        if (beside.Find("cross") is null)
        {
            scope.Findings.Add(
                DefinitionDiagnostics.KeyMissing, named[0].Place, "sources with names need \"cross\"",
                $"write cross: [{string.Join(", ", names.Select(Shown))}] beside them, or for the seeds of one source after those of the other a list of sources without names");
            return names;
        }

        var crossed = new List<string>();
        var written = beside.Lines("cross");
        foreach (var name in written)
        {
            if (!names.Contains(name.Value, StringComparer.Ordinal))
            {
                scope.Findings.Add(DefinitionDiagnostics.UnknownName, name.Place, $"{Quoted.Text(name.Value)} is no source with a name", Suggestion.Hint(name.Value, names));
            }
            else if (crossed.Contains(name.Value, StringComparer.Ordinal))
            {
                scope.Refuse(name.Place, "\"cross\"", $"names {Quoted.Text(name.Value)} twice", "to combine a file's records with each other, give it two names");
            }
            else
            {
                crossed.Add(name.Value);
            }
        }

        if (written.IsEmpty)
        {
            return names; // told already
        }

        if (written.Length == crossed.Count && written.Length is < 2 or > MostSources)
        {
            scope.Refuse(beside.Find("cross")!.Place, "\"cross\"", FormattableString.Invariant($"must name 2 to {MostSources} sources"), written.Length < 2 ? "a source alone is written without a name" : null);
        }

        // A misspelt name leaves out the one that was meant, which is no mistake of its own.
        foreach (var unused in written.All(w => names.Contains(w.Value, StringComparer.Ordinal)) ? named.Where(e => !crossed.Contains(e.Name, StringComparer.Ordinal)) : [])
        {
            scope.Refuse(unused.Place, "\"cross\"", $"leaves out the source {Quoted.Text(unused.Name)}", "add it to \"cross\", or remove it");
        }

        return crossed;
    }

    private static List<(string Source, Located<string>? Field)> Group(DefinitionScope scope, Section beside, List<string> names)
    {
        var group = new List<(string Source, Located<string>? Field)>();
        foreach (var written in beside.Lines("group"))
        {
            var dot = written.Value.IndexOf('.', StringComparison.Ordinal);
            var (name, field) = dot < 0 ? (written.Value, null) : (written.Value[..dot], written with { Value = written.Value[(dot + 1)..] });
            if (!names.Contains(name, StringComparer.Ordinal))
            {
                scope.Findings.Add(DefinitionDiagnostics.UnknownName, written.Place, $"{Quoted.Text(name)} is no source with a name", Suggestion.Hint(name, names) ?? "write a source's name, or name.field");
            }
            else if (field is { Value: "" } || group.Any(g => g.Source == name && (g.Field is null || field is null || g.Field.Value == field.Value)))
            {
                scope.Refuse(written.Place, "\"group\"", $"cannot hold {Quoted.Text(written.Value)} here", "name each source once, or each of its fields once");
            }
            else
            {
                group.Add((name, field));
            }
        }

        return group;
    }

    // A name that has an error of its own is no example.
    private static string Shown(string name) => NameRules.AgainstIdentifier(name) is null ? name : "name";

    private static SourceDefinition Grouped(SourceDefinition source, List<(string Source, Located<string>? Field)> group) =>
        source with { Group = [.. group.Where(g => g.Source == source.Name).Select(g => g.Field).OfType<Located<string>>()] };
}
