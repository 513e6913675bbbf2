using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Expressions;
using SynthTool.Files;
using SynthTool.Formats.Yaml;

namespace SynthTool.Definition;

/// <summary>Reads a step <c>each</c>.</summary>
internal static class EachReader
{
    private const int MostSamples = 1_000_000;
    private const decimal MostWeight = 1_000_000_000;

    public static EachDefinition Read(DefinitionScope scope, YamlMapping step, StepNames names)
    {
        var section = Section.Open(scope, step, "a step", KnownKeys.Each)!;
        var elements = section.Require("in");
        var items = elements is null ? new Items(null, [], [], 0) : ItemsOf(scope, elements, names); // before the name is known: a step cannot use its own result
        var name = names.Result(section.Find("each")!, "each");
        var sample = section.Whole("sample", 1, MostSamples);
        if (items.Count > 0 && sample > items.Count)
        {
            scope.Refuse(section.Find("sample")!.Place, "\"sample\"", FormattableString.Invariant($"draws {sample} of {items.Count} elements, without repetition"));
        }

        return new EachDefinition(name, step.Place)
        {
            List = items.List,
            Columns = items.Columns,
            Values = items.Values,
            Weights = section.Find("weights") is { } weights ? Weights(scope, section, weights, items) : [],
            Sample = sample,
        };
    }

    /// <param name="Count">How many elements are written; 0 when that is not known.</param>
    private sealed record Items(Expression? List, ImmutableArray<Expression> Columns, ImmutableArray<JsonElement> Values, int Count);

    private static Items ItemsOf(DefinitionScope scope, YamlNode node, StepNames names)
    {
        if (node is not YamlSequence)
        {
            return new Items(scope.Expression(node, "\"in\""), [], [], 0);
        }

        var items = scope.OneOrMany(node, "\"in\"");
        foreach (var nothing in items.Where(i => i is YamlScalar { IsNull: true }))
        {
            scope.WrongForm(nothing, "an item of \"in\"", "a text");
        }

        var columns = items.Where(i => IsColumn(i, names)).ToArray();
        if (columns.Length == 0)
        {
            return new Items(null, [], [.. items.Select(YamlJson.ToElement)], items.Length);
        }

        if (items.FirstOrDefault(i => !IsColumn(i, names) && i is not YamlRefused) is { } literal)
        {
            scope.Refuse(
                literal.Place,
                "\"in\"",
                $"mixes columns, such as {Quoted.Text(((YamlScalar)columns[0]).Text)}, with literal values, such as this one",
                $"columns begin with seed., row. or the name of an earlier step ({(names.Results.Count == 0 ? "there is none" : string.Join(", ", names.Results))})");
        }

        return new Items(null, [.. columns.Select(c => scope.Expression(c, "\"in\"")).OfType<Expression>()], [], items.Length);
    }

    private static bool IsColumn(YamlNode item, StepNames names) => item is YamlScalar { IsText: true } scalar && names.IsColumn(scalar.Text.Trim());

    private static ImmutableArray<decimal> Weights(DefinitionScope scope, Section section, YamlNode node, Items items)
    {
        ImmutableArray<decimal> weights = [.. scope.OneOrMany(node, "\"weights\"").Select(n => scope.Positive(n, "\"weights\"", MostWeight)).OfType<decimal>()];
        var written = node is YamlSequence list ? list.Items.Length : 1;
        if (items.List is not null || !items.Columns.IsEmpty)
        {
            scope.Refuse(node.Place, "\"weights\"", "go with literal values, and \"in\" has columns");
        }
        else if (!items.Values.IsEmpty && written != items.Values.Length)
        {
            scope.Refuse(node.Place, "\"weights\"", FormattableString.Invariant($"has {written} numbers for {items.Values.Length} values"));
        }

        if (section.Find("sample") is null)
        {
            scope.Findings.Add(DefinitionDiagnostics.KeyMissing, node.Place, "\"weights\" needs \"sample\"", "weights say how often a value is drawn; without \"sample\" every value is taken");
        }

        return weights;
    }
}
