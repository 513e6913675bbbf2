using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace SynthTool.Formats.Parquet;

/// <summary>Reads a file's footer. Field numbers are those of the format's <c>parquet.thrift</c>.</summary>
internal static class FooterReader
{
    /// <summary>A longer footer is refused.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>All groups' entries together: a bound on the time that a hostile file can take.</summary>
    private const long MaxEntries = 1L << 30;

    /// <summary>A row group of ours has fewer entries: each counts towards its size in memory.</summary>
    private const long MaxGroupEntries = 1L << 24;

    // A list is two elements of the schema above its item's, and a file of ours is at most MaxDepth lists deep.
    private const int MaxSchemaDepth = (ParquetType.MaxDepth * 2) + 2;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    public static ParquetFooter Read(Stream file)
    {
        Span<byte> tail = stackalloc byte[8];
        if (file.Length < 12)
        {
            throw ParquetFailure.Unreadable("it is too short for a Parquet file");
        }

        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail[4..].SequenceEqual(Magic) || length < 0 || length > Math.Min(file.Length - 12, MaxBytes))
        {
            throw ParquetFailure.Unreadable("its end is not that of a Parquet file");
        }

        var footer = new byte[length];
        file.Position = file.Length - tail.Length - length;
        file.ReadExactly(footer);
        return Read(footer, file.Length - tail.Length - length);
    }

    private static ParquetFooter Read(ReadOnlySpan<byte> bytes, long end)
    {
        var reader = new ThriftReader(bytes);
        var schema = new List<SchemaElement>();
        var groups = ImmutableArray.CreateBuilder<RowGroupInfo>();
        var rows = 0L;
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 2:
                    ReadAll(ref reader, type, schema, ReadElement);
                    break;
                case 3:
                    rows = reader.Number(type);
                    break;
                case 4:
                    ReadAll(ref reader, type, groups, ReadGroup);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        var footer = new ParquetFooter(ColumnsOf(schema), rows, groups.ToImmutable());
        Check(footer, end);
        return footer;
    }

    private delegate T Reading<T>(ref ThriftReader reader);

    private static void ReadAll<T>(ref ThriftReader reader, ThriftType type, ICollection<T> all, Reading<T> read)
    {
        for (var left = reader.List(type, ThriftType.Struct); left > 0; left--)
        {
            all.Add(read(ref reader));
        }
    }

    private static SchemaElement ReadElement(ref ThriftReader reader)
    {
        var element = new SchemaElement();
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    element = element with { Physical = reader.Count(type) };
                    break;
                case 3:
                    element = element with { Repetition = reader.Count(type) };
                    break;
                case 4:
                    element = element with { Name = TextOf(reader.Binary(type)) };
                    break;
                case 5:
                    element = element with { Children = reader.Count(type) };
                    break;
                case 6:
                    element = element with { Converted = reader.Count(type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    private static RowGroupInfo ReadGroup(ref ThriftReader reader)
    {
        var chunks = ImmutableArray.CreateBuilder<ChunkInfo>();
        var rows = 0L;
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    ReadAll(ref reader, type, chunks, ReadChunk);
                    break;
                case 3:
                    rows = reader.Number(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new RowGroupInfo(rows, chunks.ToImmutable());
    }

    private static ChunkInfo ReadChunk(ref ThriftReader reader)
    {
        ChunkInfo? chunk = null;
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            if (id == 3 && type is ThriftType.Struct)
            {
                chunk = ReadChunkData(ref reader);
            }
            else
            {
                reader.Skip(type);
            }
        }

        return chunk ?? throw ParquetFailure.Unreadable("a column of it has no metadata");
    }

    private static ChunkInfo ReadChunkData(ref ThriftReader reader)
    {
        var chunk = new ChunkInfo(0, 0, 0, IsZstd: false);
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 4:
                    const int zstd = 6;
                    var codec = reader.Count(type);
                    chunk = chunk with { IsZstd = codec is 0 or zstd ? codec == zstd : throw ParquetFailure.Unreadable("it is compressed in a way that this tool does not use") };
                    break;
                case 5:
                    chunk = chunk with { Entries = reader.Number(type) };
                    break;
                case 7:
                    chunk = chunk with { Bytes = reader.Number(type) };
                    break;
                case 9:
                    chunk = chunk with { Offset = reader.Number(type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return chunk;
    }

    private static ImmutableArray<ParquetField> ColumnsOf(List<SchemaElement> schema)
    {
        var next = 0;
        var root = schema.Count > 0 ? TypeOf(schema, ref next, 0).Type : null;
        return root is { Kind: ParquetKind.Struct } && next == schema.Count ? root.Fields : throw NoSchema();
    }

    private static ParquetField TypeOf(List<SchemaElement> schema, ref int next, int depth)
    {
        const int list = 3;
        if (next >= schema.Count || depth > MaxSchemaDepth)
        {
            throw NoSchema();
        }

        var element = schema[next++];
        if (element.Children == 0)
        {
            return new ParquetField(element.Name, LeafOf(element));
        }

        if (element.Converted == list)
        {
            return new ParquetField(element.Name, ParquetType.ListOf(ItemOf(schema, ref next, depth + 1)));
        }

        var fields = ImmutableArray.CreateBuilder<ParquetField>();
        for (var i = 0; i < element.Children; i++)
        {
            fields.Add(TypeOf(schema, ref next, depth + 1));
        }

        return new ParquetField(element.Name, ParquetType.StructOf(fields.ToImmutable()));
    }

    // Between a list and its item stands a repeated group that holds the item alone.
    private static ParquetType ItemOf(List<SchemaElement> schema, ref int next, int depth)
    {
        const int repeated = 2;
        var isGroup = next < schema.Count && schema[next] is { Children: 1, Repetition: repeated };
        next++;
        return isGroup ? TypeOf(schema, ref next, depth).Type : throw NoSchema();
    }

    private static ParquetType LeafOf(SchemaElement element) => (element.Physical, element.Repetition) switch
    {
        (0, 1) => ParquetType.Boolean,
        (2, 1) => ParquetType.Integer,
        (5, 1) => ParquetType.Number,
        (6, 1) => ParquetType.Text,
        _ => throw NoSchema(),
    };

    private static void Check(ParquetFooter footer, long end)
    {
        var leaves = footer.Columns.Sum(c => c.Type.Leaves);
        var (entries, rows) = (0L, 0L);
        foreach (var group in footer.Groups)
        {
            if (group.Chunks.Length != leaves || group.Rows is < 0 or > int.MaxValue || !group.Chunks.All(c => IsWithin(c, end)))
            {
                throw ParquetFailure.Unreadable("its row groups do not fit its columns");
            }

            var inGroup = group.Chunks.Sum(c => c.Entries);
            entries += inGroup <= MaxGroupEntries ? inGroup : throw ParquetFailure.Unreadable("a row group of it has too many values");
            rows += group.Rows;
        }

        if (rows != footer.Rows || entries > MaxEntries)
        {
            throw ParquetFailure.Unreadable("it counts its rows wrongly, or has too many");
        }
    }

    private static bool IsWithin(ChunkInfo chunk, long end) =>
        chunk.Entries is >= 0 and <= MaxGroupEntries
        && chunk.Offset >= Magic.Length && chunk.Bytes >= 0 && chunk.Offset <= end && chunk.Bytes <= end - chunk.Offset;

    private static string TextOf(ReadOnlySpan<byte> utf8) =>
        System.Text.Unicode.Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : throw NoSchema();

    private static ParquetFailure NoSchema() => ParquetFailure.Unreadable("its columns are not of the kinds that this tool writes");

    private readonly record struct SchemaElement(int Physical, int Repetition, string Name, int Children, int Converted)
    {
        public SchemaElement()
            : this(-1, 1, "", 0, -1)
        {
        }
    }
}
