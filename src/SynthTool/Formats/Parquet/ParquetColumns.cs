using System.Collections.Immutable;

namespace SynthTool.Formats.Parquet;

/// <summary>The columns of a file, in order.</summary>
internal sealed record ParquetColumns
{
    /// <summary>A column that would bring the file's physical columns above this number becomes JSON text.</summary>
    public const int MaxLeaves = 10_000;

    private ParquetColumns(ImmutableArray<ParquetField> fields) => Fields = fields;

    public ImmutableArray<ParquetField> Fields { get; }

    /// <param name="columns">At least one; names are unique and not empty.</param>
    public static ParquetColumns From(IReadOnlyList<(string Name, Shape Shape)> columns) =>
        Of([.. columns.Select(c => new ParquetField(c.Name, ParquetType.Of(c.Shape)))]);

    /// <param name="fields">At least one; names are unique and not empty.</param>
    public static ParquetColumns Of(ImmutableArray<ParquetField> fields)
    {
        if (fields.IsEmpty || fields.Any(f => f.Name.Length == 0) || fields.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() != fields.Length)
        {
            throw new ArgumentException("Columns need names, each its own.", nameof(fields));
        }

        var leaves = 0;
        var bounded = ImmutableArray.CreateBuilder<ParquetField>(fields.Length);
        foreach (var field in fields)
        {
            var fits = leaves + field.Type.Leaves <= MaxLeaves;
            bounded.Add(fits ? field : field with { Type = ParquetType.Json });
            leaves += bounded[^1].Type.Leaves;
        }

        return new ParquetColumns(bounded.MoveToImmutable());
    }

    /// <summary>One line a column, <c>name: type</c>; the same for equal columns.</summary>
    public string ToText() => string.Join('\n', Fields.Select(f => $"{f.Name}: {f.Type.ToText()}"));
}
