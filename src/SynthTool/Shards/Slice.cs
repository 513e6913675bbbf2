using System.Collections.Immutable;
using System.Text.Json;
using SynthTool.Diagnostics;
using SynthTool.Formats;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Shards;

/// <summary>What one output takes of a partition's rows, in a form that is small enough to keep for every partition.</summary>
/// <param name="Splits">The splits that have rows, in ordinal order of their names.</param>
/// <param name="Observed">For each column the shape of the values seen; <see cref="Shape.Null"/> where there was none.</param>
internal sealed record Slice(ImmutableArray<SplitRows> Splits, ImmutableArray<Shape> Observed)
{
    /// <summary>The split of rows that no <c>split</c> step gave one.</summary>
    public const string DefaultSplit = "train";

    /// <summary>Projects the rows that a partition keeps.</summary>
    /// <param name="rows">In order.</param>
    /// <param name="projection">The output.</param>
    /// <param name="findings">Receives what is wrong with the rows; such rows count for nothing.</param>
    public static Slice Of(IReadOnlyList<Row> rows, Projection projection, Findings findings)
    {
        using var counting = new SliceBuilder(projection);
        var values = new JsonElement[projection.Columns.Length];
        foreach (var row in rows)
        {
            if (projection.TryProject(row, values, findings))
            {
                counting.Add(row.Split ?? DefaultSplit, values);
            }
        }

        return counting.Finish();
    }

    /// <summary>The rows of one split, or null when it has none.</summary>
    public SplitRows? In(string split) => Splits.FirstOrDefault(s => s.Split == split);
}

/// <summary>A partition's rows of one output and split.</summary>
/// <param name="Split">The split's name.</param>
/// <param name="Rows">At least 1.</param>
/// <param name="Digest">Of the canonical JSON of all values, row by row.</param>
internal sealed record SplitRows(string Split, long Rows, ContentHash Digest);
