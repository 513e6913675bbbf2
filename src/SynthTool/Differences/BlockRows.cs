using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Shards;
using SynthTool.Steps;

namespace SynthTool.Differences;

/// <summary>Brings a partition's rows into the form in which outputs ship them.</summary>
internal static class BlockRows
{
    public static SideBlock Of(IReadOnlyCollection<Outcome> outcomes, ImmutableArray<Projection> projections)
    {
        var rows = outcomes.Where(o => o.Removal is null).Select(o => o.Row).ToList();
        return new SideBlock(
            projections.ToImmutableDictionary(p => p.Output, p => Of(rows, p), StringComparer.Ordinal),
            [.. outcomes.SelectMany(o => o.Row.Calls)]);
    }

    public static ImmutableArray<(string Name, ImmutableArray<string> Columns)> Outputs(ImmutableArray<Projection> projections) =>
        [.. projections.Select(p => (p.Output, ColumnsOf(p)))];

    // What is wrong with a row keeps it out of the shards too, and is told by the build.
    private static ImmutableArray<SideRow> Of(List<Row> rows, Projection projection)
    {
        var columns = ColumnsOf(projection);
        var projected = ImmutableArray.CreateBuilder<SideRow>();
        foreach (var row in rows)
        {
            var values = new JsonElement[columns.Length];
            if (projection.TryProject(row, values, new Findings()))
            {
                projected.Add(new SideRow(row.Id, SideRow.HashOf(row.Seed.Key), row.Split ?? Slice.DefaultSplit, columns, [.. values]));
            }
        }

        return projected.ToImmutable();
    }

    private static ImmutableArray<string> ColumnsOf(Projection projection) => [.. projection.Columns.Select(c => c.Name)];
}
