using System.Collections.Immutable;
using SynthTool.Definition;
using SynthTool.Steps;

namespace SynthTool.Curation;

/// <summary><c>filter:</c> keeps the rows for which every condition is true; the first that is not gives the reason.</summary>
internal sealed class FilterStep(FilterDefinition definition, NameShapes declared) : IRowStep
{
    private readonly ImmutableArray<(string Reason, RowExpression Condition)> conditions =
        [.. definition.Conditions.Select(c => (c.Reason, new RowExpression(c.Expression, declared)))];

    public string Name => definition.Name;

    public ValueTask<IReadOnlyList<Verdict>> ApplyAsync(Row row, CancellationToken ct)
    {
        foreach (var (reason, condition) in conditions)
        {
            if (!condition.Test(row))
            {
                return new([new Verdict.Drop(row, reason, condition.Text == reason ? null : $"not {condition.Text}")]);
            }
        }

        return new([new Verdict.Keep(row)]);
    }
}
