using System.Collections.Immutable;
using SynthTool.Diagnostics;
using SynthTool.Files;
using SynthTool.Formats;
using SynthTool.Formats.Parquet;

namespace SynthTool.Shards;

/// <summary>Chooses the types of an output's columns: as declared, else as observed in all rows.</summary>
internal static class OutputColumns
{
    /// <param name="projection">The output.</param>
    /// <param name="slices">Of all partitions, in any order.</param>
    /// <param name="findings">Receives the columns whose values differ from what is declared.</param>
    public static ParquetColumns Of(Projection projection, IReadOnlyCollection<Slice> slices, Findings findings)
    {
        var fields = ImmutableArray.CreateBuilder<ParquetField>(projection.Columns.Length);
        for (var i = 0; i < projection.Columns.Length; i++)
        {
            var observed = slices.Aggregate(Shape.Null, (merged, slice) => Shape.Merge(merged, slice.Observed[i]));
            fields.Add(new ParquetField(projection.Columns[i].Name, TypeOf(projection.Columns[i], observed, findings)));
        }

        return ParquetColumns.Of(fields.MoveToImmutable());
    }

    private static ParquetType TypeOf(ProjectedColumn column, Shape observed, Findings findings)
    {
        if (column.IsMessages)
        {
            return ParquetType.Messages;
        }

        if (column.Declared.Kind is ShapeKind.Any)
        {
            return ParquetType.Of(observed);
        }

        var type = ParquetType.Of(column.Declared);
        if (!type.Holds(observed))
        {
            findings.Add(
                ShardsDiagnostics.ColumnUnfit, column.Place,
                $"column {Quoted.Text(column.Name)} is declared as {type.ToText()}, and its values are {ParquetType.Of(observed).ToText()}");
        }

        return type;
    }
}
