using System.Globalization;
using SynthTool.Definition;

namespace SynthTool.Build;

/// <summary>A step in words, for the dataset card.</summary>
internal static class StepText
{
    public static string Of(StepDefinition step) => step switch
    {
        EachDefinition { List: { } list } each => $"{each.Name}: one row per element of {list.Text}",
        EachDefinition { Columns.Length: > 0 } each => $"{each.Name}: one row for each of {string.Join(", ", each.Columns.Select(c => c.Text))}",
        EachDefinition each => string.Create(CultureInfo.InvariantCulture, $"{each.Name}: one row for each of {each.Values.Length} values"),
        GenerateDefinition generate => string.Create(CultureInfo.InvariantCulture, $"{generate.Name}: {generate.Teacher.Value} answers {PromptName(generate.Prompt)}{(generate.Samples > 1 ? $", {generate.Samples} samples" : "")}"),
        FilterDefinition filter => $"{filter.Name}: keeps rows for which {string.Join(" and ", filter.Conditions.Select(c => c.Expression.Text))}",
        MapDefinition map => $"{map.Name}: {map.To.Text}",
        DedupDefinition dedup => $"{dedup.Name}: keeps the first of rows with equal {string.Join(", ", dedup.Columns.Select(c => c.Text))}",
        SplitDefinition split => $"{split.Name}: {string.Join(", ", split.Shares.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Split} {s.Percent}%")))}",
        _ => step.Name,
    };

    private static string PromptName(DefinitionPart prompt) =>
        prompt.Inline is null ? prompt.Path[(prompt.Path.LastIndexOf('/') + 1)..] : "a prompt of the definition";
}
