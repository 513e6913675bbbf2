using System.Collections.Immutable;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads a step <c>split</c>.</summary>
internal static class SplitReader
{
    public static SplitDefinition Read(DefinitionScope scope, YamlMapping step, StepNames names)
    {
        var node = Section.Open(scope, step, "a step", KnownKeys.Split)!.Find("split")!;
        var entries = scope.Mapping(node, "\"split\"", "a mapping of names and percentages")?.Entries ?? [];
        ImmutableArray<SplitShare> shares = [.. entries.Select(e => Share(scope, e)).OfType<SplitShare>()];
        if (node is YamlMapping && shares.Length == entries.Length && shares.Sum(s => s.Percent) is var sum && sum != 100)
        {
            scope.Refuse(node.Place, "\"split\"", FormattableString.Invariant($"has percentages that add up to {sum}, and must add up to 100"));
        }

        CheckCapitals(scope, entries);
        return new SplitDefinition(names.Unnamed("split", step.Place), step.Place) { Shares = shares };
    }

    private static SplitShare? Share(DefinitionScope scope, YamlEntry entry)
    {
        scope.CheckName(entry.Key, "a split", NameRules.AgainstIdentifier(entry.Name));
        return scope.Positive(entry.Value, Quoted.Text(entry.Name), 100) is { } percent ? new SplitShare(entry.Name, percent) : null;
    }

    // Splits begin file names, and some file systems do not tell capitals apart.
    private static void CheckCapitals(DefinitionScope scope, ImmutableArray<YamlEntry> entries)
    {
        foreach (var second in entries.GroupBy(e => e.Name, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1)))
        {
            scope.CheckName(second.Key, "a split", "differs from another only in its capitals");
        }
    }
}
