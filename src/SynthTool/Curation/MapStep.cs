using SynthTool.Definition;
using SynthTool.Steps;

namespace SynthTool.Curation;

/// <summary><c>map:</c> computes a column.</summary>
internal sealed class MapStep(MapDefinition definition, NameShapes declared) : IRowStep
{
    private readonly RowExpression to = new(definition.To, declared);

    public string Name => definition.Name;

    public ValueTask<IReadOnlyList<Verdict>> ApplyAsync(Row row, CancellationToken ct) => new([new Verdict.Keep(row.With(Name, to.Evaluate(row)))]);
}
