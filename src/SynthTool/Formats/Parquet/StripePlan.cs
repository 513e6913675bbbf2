using System.Collections.Immutable;
using global::Parquet.Schema;

namespace SynthTool.Formats.Parquet;

/// <summary>How rows of given columns are taken apart, and what the file says of them.</summary>
/// <param name="Columns">One for each column.</param>
/// <param name="Leaves">All physical columns, in the file's order.</param>
/// <param name="Schema">What the file declares.</param>
/// <param name="WrittenFields">The fields that the leaves' values are handed over as; texts are byte arrays here.</param>
/// <param name="Words">The fields that get a dictionary.</param>
internal sealed record StripePlan(
    ImmutableArray<Stripe> Columns, ImmutableArray<Leaf> Leaves, ParquetSchema Schema, DataField[] WrittenFields, ImmutableArray<DataField> Words)
{
    public static StripePlan Of(ParquetColumns columns)
    {
        var leaves = ImmutableArray.CreateBuilder<Leaf>();
        var stripes = columns.Fields.Select(f => StripeOf(f.Type, f.Name, 0, 0, leaves)).ToImmutableArray();
        var schema = new ParquetSchema(columns.Fields.Select(f => FieldOf(f.Name, f.Type, typeof(string))));
        var written = new ParquetSchema(columns.Fields.Select(f => FieldOf(f.Name, f.Type, typeof(byte[])))).GetDataFields();
        var words = schema.GetDataFields().Where((_, i) => leaves[i] is WordLeaf);
        return new StripePlan(stripes, leaves.ToImmutable(), schema, written, [.. words]);
    }

    private static Stripe StripeOf(ParquetType type, string path, int definition, int repetition, ImmutableArray<Leaf>.Builder leaves)
    {
        switch (type.Kind)
        {
            case ParquetKind.List:
                return new ListStripe(path, definition, repetition + 1, StripeOf(type.Item!, path + "[]", definition + ListStripe.Levels, repetition + 1, leaves));
            case ParquetKind.Struct:
                var fields = type.Fields.Select(f => (f.Name, StripeOf(f.Type, $"{path}.{f.Name}", definition + 1, repetition, leaves))).ToArray();
                return new StructStripe(path, definition, fields);
            default:
                leaves.Add(LeafOf(type.Kind, path, definition, repetition > 0));
                return leaves[^1];
        }
    }

    private static Leaf LeafOf(ParquetKind kind, string path, int definition, bool repeats) => kind switch
    {
        ParquetKind.Integer => new IntegerLeaf(path, definition, repeats),
        ParquetKind.Number => new DoubleLeaf(path, definition, repeats),
        ParquetKind.Boolean => new BooleanLeaf(path, definition, repeats),
        ParquetKind.Word => new WordLeaf(path, definition, repeats),
        _ => new TextLeaf(path, definition, repeats, isJson: kind is ParquetKind.Json),
    };

    private static Field FieldOf(string name, ParquetType type, Type text) => type.Kind switch
    {
        ParquetKind.List => new ListField(name, FieldOf(ListField.ElementName, type.Item!, text)),
        ParquetKind.Struct => new StructField(name, [.. type.Fields.Select(f => FieldOf(f.Name, f.Type, text))]),
        ParquetKind.Integer => new DataField(name, typeof(long), isNullable: true),
        ParquetKind.Number => new DataField(name, typeof(double), isNullable: true),
        ParquetKind.Boolean => new DataField(name, typeof(bool), isNullable: true),
        ParquetKind.Word => new DataField(name, typeof(string), isNullable: true),
        _ => new DataField(name, text, isNullable: true),
    };
}
