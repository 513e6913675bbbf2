using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Build;
using SynthTool.Diagnostics;
using SynthTool.Shards;
using SynthTool.Steps;

namespace SynthTool.Differences;

/// <summary>Brings a partition's rows into the form in which outputs ship them.</summary>
internal static class BlockRows
{
    public static SideBlock Of(IReadOnlyCollection<Outcome> outcomes, ImmutableArray<Projection> projections)
    {
        var outputs = new Dictionary<string, List<SideRow>>(StringComparer.Ordinal);
        foreach (var projection in projections)
        {
            // What is wrong with a row keeps it out of the shards too, and is told by the build.
            outputs[projection.Output] = Of(outcomes, ColumnsOf(projection), (row, values) => projection.TryProject(row, values, new Findings()));
        }

        return new SideBlock(outputs, CallsOf(outcomes));
    }

    /// <exception cref="BlockGone">A row is not of the form that was recorded.</exception>
    public static SideBlock Of(IReadOnlyCollection<Outcome> outcomes, PlainOutput[] plain)
    {
        var outputs = new Dictionary<string, List<SideRow>>(StringComparer.Ordinal);
        foreach (var output in plain)
        {
            outputs[output.Name] = Of(outcomes, ColumnsOf(output), (row, values) =>
            {
                for (var i = 0; i < values.Length; i++)
                {
                    if (!output.Columns[i].TryRead(row, out values[i]))
                    {
                        throw new BlockGone();
                    }
                }

                return true;
            });
        }

        return new SideBlock(outputs, CallsOf(outcomes));
    }

    public static IReadOnlyList<SideOutput> Outputs(ImmutableArray<Projection> projections) =>
        [.. projections.Select(p => new SideOutput(p.Output, ColumnsOf(p)))];

    public static ImmutableArray<string> ColumnsOf(PlainOutput output) => [.. output.Columns.Select(c => c.Name)];

    private static List<SideRow> Of(IReadOnlyCollection<Outcome> outcomes, ImmutableArray<string> columns, Func<Row, JsonElement[], bool> project)
    {
        var projected = new List<SideRow>();
        foreach (var outcome in outcomes)
        {
            var values = new JsonElement[columns.Length];
            if (outcome.Removal is null && project(outcome.Row, values))
            {
                projected.Add(new SideRow(outcome.Row.Id, SideRow.HashOf(outcome.Row.Seed.Key), outcome.Row.Split ?? Slice.DefaultSplit, columns, [.. values]));
            }
        }

        return projected;
    }

    private static List<Call> CallsOf(IReadOnlyCollection<Outcome> outcomes)
    {
        var calls = new List<Call>();
        foreach (var outcome in outcomes)
        {
            calls.AddRange(outcome.Row.Calls);
        }

        return calls;
    }

    private static ImmutableArray<string> ColumnsOf(Projection projection) => [.. projection.Columns.Select(c => c.Name)];
}
