using System.Text.Json;
using SynthTool.Definition;
using SynthTool.Formats;
using SynthTool.Steps;

namespace SynthTool.Build;

/// <summary>An output that takes every row and whose columns pass on what rows have.</summary>
internal sealed record PlainOutput(string Name, PlainColumn[] Columns)
{
    /// <summary>Null when it is not of this kind.</summary>
    /// <param name="names">The names after the last step.</param>
    public static PlainOutput? Of(OutputDefinition output, NameShapes names)
    {
        if (output.Where is not null || output.Format is not OutputFormat.Table)
        {
            return null;
        }

        var columns = new List<PlainColumn>();
        foreach (var column in output.Columns)
        {
            if (PlainColumn.Of(column, names) is not { } plain)
            {
                return null;
            }

            columns.Add(plain);
        }

        return new PlainOutput(output.Name.Value, [.. columns]);
    }
}

/// <summary>A column whose value a row has under a path.</summary>
/// <param name="Path">A root name, and fields below it; of <c>row</c> only <c>id</c> and <c>split</c>.</param>
internal sealed record PlainColumn(string Name, string[] Path)
{
    private const string Meta = "row";
    private const string SeedRoot = "seed";

    /// <summary>Null when it is more than a path, or its value may lack what is to be shown as null.</summary>
    public static PlainColumn? Of(OutputColumn column, NameShapes names)
    {
        if (column.Value is not { Names: [var path] } value || value.Text.Trim() != path.ToString())
        {
            return null;
        }

        string[] parts = [.. path.Parts];
        return parts is [Meta, "id" or "split"] || (parts[0] != Meta && IsAlwaysThere(parts, names)) ? new PlainColumn(column.Name, parts) : null;
    }

    /// <summary>The row's value; false when the row has none, so that the column is not what it was recorded to be.</summary>
    public bool TryRead(Row row, out JsonElement value)
    {
        value = default;
        if (Path[0] == Meta)
        {
            value = Path[1] == "id" ? JsonValue.Of(row.Id) : row.Split is { } split ? JsonValue.Of(split) : JsonValue.Null;
            return true;
        }

        if (Path[0] == SeedRoot)
        {
            value = row.Seed.Value;
        }
        else if (!TryColumn(row, out value))
        {
            return false;
        }

        for (var i = 1; i < Path.Length; i++)
        {
            if (value.ValueKind is not JsonValueKind.Object || !value.TryGetProperty(Path[i], out value))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryColumn(Row row, out JsonElement value)
    {
        foreach (var column in row.Columns)
        {
            if (column.Name == Path[0])
            {
                value = column.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static bool IsAlwaysThere(string[] parts, NameShapes names)
    {
        if (!names.Roots.TryGetValue(parts[0], out var shape) || Completion.MayLack(shape))
        {
            return false;
        }

        foreach (var part in parts.AsSpan(1))
        {
            if (shape is not { Kind: ShapeKind.Object, Nullable: false } || !shape.Fields.TryGetValue(part, out shape!))
            {
                return false;
            }
        }

        return true;
    }
}
