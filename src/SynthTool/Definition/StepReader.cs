using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads <c>steps:</c>.</summary>
internal static class StepReader
{
    /// <param name="teachers">The names that <c>teacher:</c> may use; null when the teachers could not be read.</param>
    public static ImmutableArray<StepDefinition> Read(DefinitionScope scope, YamlNode node, IReadOnlyCollection<string>? teachers, StepNames names)
    {
        if (node is not YamlSequence list)
        {
            scope.WrongForm(node, "\"steps\"", "a list");
            return [];
        }

        ImmutableArray<StepDefinition> steps = [.. list.Items.Select(item => Step(scope, item, teachers, names)).OfType<StepDefinition>()];
        foreach (var second in steps.OfType<SplitDefinition>().Skip(1))
        {
            scope.Refuse(second.Place, "\"split\"", "is there a second time, and rows are split once");
        }

        return steps;
    }

    private static StepDefinition? Step(DefinitionScope scope, YamlNode node, IReadOnlyCollection<string>? teachers, StepNames names)
    {
        if (scope.Mapping(node, "a step", "a mapping that begins with its kind") is not { } step || Kind(scope, step) is not { } kind)
        {
            return null;
        }

        return kind.Name switch
        {
            "each" => EachReader.Read(scope, step, names),
            "generate" => GenerateReader.Read(scope, step, teachers, names),
            "filter" => Filter(scope, step, names),
            "map" => Map(scope, step, names),
            "dedup" => Dedup(scope, step, names),
            "split" => SplitReader.Read(scope, step, names),
            _ => NotYet(scope, step, kind.Name, names),
        };
    }

    /// <summary>The entry whose key is a step's keyword: the first one, wherever it stands.</summary>
    private static YamlEntry? Kind(DefinitionScope scope, YamlMapping step)
    {
        var kinds = step.Entries.Where(e => KnownKeys.Steps.Find(e.Name) is not null).ToArray();
        if (kinds.Length == 0)
        {
            var first = step.Entries.FirstOrDefault();
            scope.Findings.Add(
                DefinitionDiagnostics.UnknownKey,
                first?.Place ?? step.Place,
                first is null ? "a step is empty" : $"{Quoted.Text(first.Name)} is no step",
                Suggestion.Hint(first?.Name ?? "", KnownKeys.Steps.Built));
            return null;
        }

        if (kinds.Length > 1 && kinds.All(k => KnownKeys.Steps.Find(k.Name)!.IsBuilt))
        {
            scope.Findings.Add(DefinitionDiagnostics.WrongForm, kinds[1].Place, $"\"{kinds[1].Name}\" begins a second step in the same entry", "begin each step with \"- \"");
            return null;
        }

        return kinds[0];
    }

    private static FilterDefinition Filter(DefinitionScope scope, YamlMapping step, StepNames names)
    {
        var section = Section.Open(scope, step, "a step", KnownKeys.Filter)!;
        ImmutableArray<FilterCondition> conditions =
            [.. scope.OneOrMany(section.Find("filter")!, "\"filter\"").Select(n => Condition(scope, n)).OfType<FilterCondition>()];
        return new FilterDefinition(names.Unnamed("filter", step.Place), step.Place) { Conditions = conditions };
    }

    private static FilterCondition? Condition(DefinitionScope scope, YamlNode node)
    {
        if (node is YamlMapping { Entries: [var named] } && NameRules.AgainstIdentifier(named.Name) is null)
        {
            return scope.Expression(named.Value, Quoted.Text(named.Name)) is { } expression ? new FilterCondition(named.Name, expression) : null;
        }

        return scope.Expression(node, "\"filter\"") is { } condition ? new FilterCondition(condition.Text, condition) : null;
    }

    private static MapDefinition? Map(DefinitionScope scope, YamlMapping step, StepNames names)
    {
        var section = Section.Open(scope, step, "a step", KnownKeys.Map)!;
        section.Require("to");
        var to = section.Expression("to");
        var name = names.Result(section.Find("map")!, "map");
        return to is null ? null : new MapDefinition(name, step.Place) { To = to };
    }

    private static DedupDefinition Dedup(DefinitionScope scope, YamlMapping step, StepNames names)
    {
        var section = Section.Open(scope, step, "a step", KnownKeys.Dedup)!;
        ImmutableArray<Expression> columns =
            [.. scope.OneOrMany(section.Find("dedup")!, "\"dedup\"").Select(n => scope.Expression(n, "\"dedup\"")).OfType<Expression>()];
        return new DedupDefinition(names.Unnamed("dedup", step.Place), step.Place) { Columns = columns };
    }

    private static StepDefinition? NotYet(DefinitionScope scope, YamlMapping step, string kind, StepNames names)
    {
        var entry = step.Find(kind)!;
        scope.NotBuilt(entry.Place, $"the step \"{kind}\"", KnownKeys.Steps.Find(kind)!.Description);
        names.Refused(kind, entry.Value);
        return null;
    }
}
