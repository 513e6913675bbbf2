using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Seeds;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Generation;

/// <summary><c>each:</c> makes one row per element of a list, per column, or per literal value.</summary>
internal sealed class EachStep : IRowStep
{
    private readonly EachDefinition definition;
    private readonly RowExpression? list;
    private readonly ImmutableArray<RowExpression> columns;
    private readonly ImmutableArray<string> columnLabels;
    private readonly ImmutableArray<string> valueLabels;
    private readonly ImmutableArray<ulong> weights;

    public EachStep(EachDefinition definition, NameShapes declared)
    {
        this.definition = definition;
        list = definition.List is { } expression ? new RowExpression(expression, declared) : null;
        columns = [.. definition.Columns.Select(c => new RowExpression(c, declared))];
        columnLabels = Unique([.. columns.Select(c => KeyText.Escape(c.Text))]);
        valueLabels = LabelsOf(definition.Values);
        weights = WholeWeights(definition.Weights);
    }

    public string Name => definition.Name;

    public ValueTask<IReadOnlyList<Verdict>> ApplyAsync(Row row, CancellationToken ct)
    {
        var elements = Elements(row);
        if (elements.Count == 0)
        {
            return new([new Verdict.Drop(row, "empty", "the list has no element")]);
        }

        var drawn = definition.Sample is { } sample && sample < elements.Count ? Draw(row.Id, elements.Count, sample) : Enumerable.Range(0, elements.Count);
        return new([.. drawn.Select(i => new Verdict.Keep(row.With(Name, elements[i].Value) with { Id = $"{row.Id}/{elements[i].Label}" }))]);
    }

    private List<(string Label, JsonElement Value)> Elements(Row row)
    {
        if (list is not null)
        {
            return [.. Walk(row, list.Evaluate(row)).Select((value, i) => (i.ToString(CultureInfo.InvariantCulture), value))];
        }

        return columns.Length > 0
            ? [.. columns.Select((c, i) => (columnLabels[i], c.Evaluate(row)))]
            : [.. definition.Values.Select((value, i) => (valueLabels[i], value))];
    }

    private List<JsonElement> Walk(Row row, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray()],
        JsonValueKind.Null => [],
        _ => throw new StepFailure(new Diagnostic(
            StepsDiagnostics.NotAList, list!.Place, $"For row {Quoted.Text(row.Id)}: {list.Text} is no list but {Quoted.Text(value.GetRawText())}")),
    };

    /// <summary>
    /// Which elements are drawn, in their own order: weighted, without repetition. Each draw is the digest of row, step and
    /// draw number modulo the weights that are left, in whole numbers, so that it is the same on every machine.
    /// </summary>
    private SortedSet<int> Draw(string rowId, int count, int sample)
    {
        using var hasher = new ContentHasher();
        var left = Enumerable.Range(0, count).ToList();
        var drawn = new SortedSet<int>();
        for (var draw = 0; draw < sample; draw++)
        {
            var total = left.Aggregate(UInt128.Zero, (sum, i) => sum + WeightOf(i));
            var at = Wide(hasher.Add(rowId).Add(Name).Add(draw).Finish()) % total;
            var picked = left.First(i =>
            {
                var hit = at < WeightOf(i);
                at -= hit ? 0 : WeightOf(i);
                return hit;
            });
            left.Remove(picked);
            drawn.Add(picked);
        }

        return drawn;
    }

    // All weights together may take more than 64 bits.
    private static UInt128 Wide(ContentHash digest) => new(digest.A, digest.B);

    private UInt128 WeightOf(int element) => weights.Length > 0 ? weights[element] : 1;

    /// <summary>The weights in millionths.</summary>
    private static ImmutableArray<ulong> WholeWeights(ImmutableArray<decimal> weights) => [.. weights.Select(w => Math.Max(1, (ulong)(w * 1_000_000m)))];

    /// <summary>Scalars are called by their value, objects by their first field when it is a scalar; by position when that is not unique.</summary>
    private static ImmutableArray<string> LabelsOf(ImmutableArray<JsonElement> values) =>
        Unique([.. values.Select(v => v.ValueKind is JsonValueKind.Object && v.EnumerateObject().FirstOrDefault().Value is var first ? ScalarLabel(first) : ScalarLabel(v))]);

    private static ImmutableArray<string> Unique(ImmutableArray<string?> labels) =>
        labels.All(l => l is not null) && labels.Distinct(StringComparer.Ordinal).Count() == labels.Length
            ? [.. labels.Select(l => l!)]
            : [.. labels.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))];

    private static string? ScalarLabel(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 and <= 64 } text => KeyText.Escape(text),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
