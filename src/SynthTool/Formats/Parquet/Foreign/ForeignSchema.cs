using System.Collections.Immutable;
using SynthTool.Files;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Makes a tree of the elements that a footer lists. Lists and maps are told apart as the format's rules of compatibility say.</summary>
internal sealed class ForeignSchema
{
    /// <summary>Deeper values would not fit into a record.</summary>
    private const int MaxDepth = JsonLimits.Depth - 4;

    /// <summary>In the schema a list lies two elements above its item.</summary>
    private const int MaxElements = MaxDepth * 3;

    private const int MaxLeaves = 100_000;

    private const int MapConverted = 1;
    private const int MapEntryConverted = 2;
    private const int ListConverted = 3;

    private readonly List<SchemaElement> elements;
    private readonly List<ForeignLeaf> leaves = [];
    private int next;

    private ForeignSchema(List<SchemaElement> elements) => this.elements = elements;

    /// <summary>The columns, and all leaves in the file's order.</summary>
    public static (ImmutableArray<ForeignPart> Columns, ImmutableArray<ForeignLeaf> Leaves) Read(List<SchemaElement> elements)
    {
        var schema = new ForeignSchema(elements);
        var root = schema.Take();
        var columns = schema.Fields(root, "", new(0, 0, 0, 0));
        return schema.next == elements.Count ? (columns, [.. schema.leaves]) : throw Malformed();
    }

    /// <summary>Where in the tree an element lies.</summary>
    /// <param name="Definition">How many elements above it need not be there.</param>
    /// <param name="Repetition">How many lists lie above.</param>
    /// <param name="Elements">How many elements lie above.</param>
    /// <param name="Depth">How many values of JSON lie above.</param>
    private readonly record struct Level(int Definition, int Repetition, int Elements, int Depth)
    {
        public Level Down(Repetition repetition) => new(
            Definition + (repetition is Foreign.Repetition.Required ? 0 : 1),
            Repetition + (repetition is Foreign.Repetition.Repeated ? 1 : 0),
            Elements + 1,
            Depth);

        public Level Within() => this with { Depth = Depth + 1 };
    }

    private ImmutableArray<ForeignPart> Fields(SchemaElement parent, string path, Level level)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var fields = ImmutableArray.CreateBuilder<ForeignPart>();
        for (var i = 0; i < parent.Children; i++)
        {
            var element = Take();
            if (!names.Add(element.Name))
            {
                throw ParquetFailure.Unreadable($"two of its columns are named {Quoted.Text(Join(path, element.Name))}");
            }

            fields.Add(Field(element, Join(path, element.Name), level));
        }

        return fields.Count > 0 ? fields.ToImmutable() : throw Malformed();
    }

    private ForeignPart Field(SchemaElement element, string path, Level above)
    {
        var level = above.Down(element.Repetition);
        if (level.Elements > MaxElements || level.Depth > MaxDepth)
        {
            throw ParquetFailure.Unreadable("its columns are nested too deeply");
        }

        if (element.Repetition is not Repetition.Repeated)
        {
            return Single(element, path, level);
        }

        // Something repeated that says nothing of lists: a list that is never null.
        var first = leaves.Count;
        var item = Single(element, path, level.Within());
        return new ForeignPart(PartKind.List, element.Name, first, leaves.Count - first, above.Definition, level.Repetition, [item]);
    }

    private ForeignPart Single(SchemaElement element, string path, Level level)
    {
        var first = leaves.Count;
        if (element.Children == 0)
        {
            AddLeaf(element, path, level);
            return new ForeignPart(PartKind.Leaf, element.Name, first, 1, level.Definition, 0, []);
        }

        var (kind, parts) = KindOf(element) switch
        {
            PartKind.List => (PartKind.List, [Item(path, level.Within())]),
            PartKind.Map => (PartKind.Map, Entry(path, level.Within())),
            _ => (PartKind.Struct, Fields(element, path, level.Within())),
        };
        return new ForeignPart(kind, element.Name, first, leaves.Count - first, level.Definition, level.Repetition + 1, parts);
    }

    private PartKind KindOf(SchemaElement element)
    {
        var isRepeated = element.Children == 1 && next < elements.Count && elements[next].Repetition is Repetition.Repeated;
        var says = element.Logical is { Id: > 0 } logical
            ? logical.Id switch { LogicalType.List => PartKind.List, LogicalType.Map => PartKind.Map, _ => PartKind.Struct }
            : element.Converted switch { ListConverted => PartKind.List, MapConverted or MapEntryConverted => PartKind.Map, _ => PartKind.Struct };
        return isRepeated && (says is PartKind.List || (says is PartKind.Map && elements[next].Children is 1 or 2)) ? says : PartKind.Struct;
    }

    // Today a list holds a repeated group of one field, the item. Older files repeat the item itself, under names that tell.
    private ForeignPart Item(string path, Level above)
    {
        var repeated = Take();
        var below = Join(path, repeated.Name);
        var level = above.Down(Repetition.Repeated);
        var isWrapped = repeated.Children == 1
            && next < elements.Count
            && elements[next].Repetition is not Repetition.Repeated
            && repeated.Name != "array"
            && repeated.Name != $"{path[(path.LastIndexOf('.') + 1)..]}_tuple";
        if (!isWrapped)
        {
            return Single(repeated, below, level);
        }

        var item = Take();
        return Field(item, Join(below, item.Name), level);
    }

    private ImmutableArray<ForeignPart> Entry(string path, Level above)
    {
        var repeated = Take();
        return Fields(repeated, Join(path, repeated.Name), above.Down(Repetition.Repeated).Within());
    }

    private void AddLeaf(SchemaElement element, string path, Level level)
    {
        if (element.Physical is < 0 or > (int)Physical.Fixed || leaves.Count == MaxLeaves)
        {
            throw Malformed();
        }

        var physical = (Physical)element.Physical;
        var size = physical switch
        {
            Physical.Int32 or Physical.Float => 4,
            Physical.Int64 or Physical.Double => 8,
            Physical.Int96 => 12,
            Physical.Fixed => element.Size > 0 ? element.Size : throw Malformed(),
            _ => 0,
        };
        leaves.Add(LeafMeaning.Of(new ForeignLeaf(path, physical, size, level.Definition, level.Repetition), element));
    }

    private SchemaElement Take() => next < elements.Count ? elements[next++] : throw Malformed();

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static ParquetFailure Malformed() => ParquetFailure.Unreadable("its schema is malformed");
}
