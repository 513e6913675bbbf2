using System.Collections.Immutable;
using System.Globalization;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Metrics;

/// <summary>Tests the whole dataset before anything is written.</summary>
internal static class GateCheck
{
    /// <summary>One finding for each gate that fails.</summary>
    public static ImmutableArray<Diagnostic> Run(IEnumerable<GateDefinition> gates, DatasetCounts counts) =>
        [.. gates.Where(g => !Passes(g, counts)).Select(g => Failure(g, counts))];

    private static bool Passes(GateDefinition gate, DatasetCounts counts)
    {
        var measured = Measure(gate, counts);
        return gate.Comparison switch
        {
            GateComparison.Less => measured < gate.Bound,
            GateComparison.LessOrEqual => measured <= gate.Bound,
            GateComparison.Equal => measured == gate.Bound,
            GateComparison.GreaterOrEqual => measured >= gate.Bound,
            GateComparison.Greater => measured > gate.Bound,
            GateComparison.In => measured >= gate.Bound && measured <= gate.UpperBound,
            _ => throw new InvalidOperationException("An unknown comparison."),
        };
    }

    /// <summary>The term's number, or its percentage; a percentage of nothing is 0.</summary>
    private static decimal Measure(GateDefinition gate, DatasetCounts counts)
    {
        var (count, of) = CountOf(gate.Term, counts);
        return !gate.IsPercent ? count : of == 0 ? 0 : 100m * count / of;
    }

    private static (long Count, long Of) CountOf(string term, DatasetCounts counts)
    {
        var dot = term.IndexOf('.', StringComparison.Ordinal);
        var (kind, name) = dot < 0 ? (term, "") : (term[..dot], term[(dot + 1)..]);
        var step = counts.Steps.FirstOrDefault(s => s.Step == name) ?? new StepTotal(name, 0, 0);
        return kind switch
        {
            "rows" when name.Length == 0 => (counts.Rows, counts.Rows),
            "rows" => (counts.Splits.GetValueOrDefault(name), counts.Rows),
            "kept" => (step.Kept, step.Kept + step.Removed),
            "removed" => (step.Removed, step.Kept + step.Removed),
            "quarantined" => (counts.Quarantined, counts.Responses),
            _ => throw new InvalidOperationException($"An unknown gate term: {term}"),
        };
    }

    /// <summary>Which step left no row.</summary>
    private static string WhoTookAll(DatasetCounts counts) => counts.Steps.FirstOrDefault(s => s.Kept == 0) switch
    {
        { Removed: > 0 and var removed } step => string.Create(CultureInfo.InvariantCulture, $": the step {Quoted.Text(step.Step)} took the last {removed}"),
        _ => ": there are no seeds",
    };

    private static Diagnostic Failure(GateDefinition gate, DatasetCounts counts)
    {
        var (count, of) = CountOf(gate.Term, counts);
        var measured = gate.IsPercent
            ? string.Create(CultureInfo.InvariantCulture, $"{gate.Term} is {Measure(gate, counts):0.##}% ({count} of {of})")
            : string.Create(CultureInfo.InvariantCulture, $"{gate.Term} is {count}{(counts.Rows == 0 ? WhoTookAll(counts) : "")}");
        return new Diagnostic(
            MetricsDiagnostics.GateFailed, gate.Place, $"The gate \"{gate.Text}\" fails: {measured}",
            "Shards and lock stay as they were; what was bought is kept. Mend the dataset or change the gate.");
    }
}

/// <summary>A dataset's counts after the last step.</summary>
/// <param name="Rows">Rows after the last step, before any output's <c>where</c>.</param>
/// <param name="Splits">The same, per split.</param>
/// <param name="Quarantined">Rows that a recorded failure of content took.</param>
/// <param name="Responses">Answers used.</param>
internal sealed record DatasetCounts(long Rows, ImmutableSortedDictionary<string, long> Splits, ImmutableArray<StepTotal> Steps, long Quarantined, long Responses);

/// <summary>What a step did: rows that went on, and rows that it removed, quarantines included.</summary>
internal sealed record StepTotal(string Step, long Kept, long Removed);
