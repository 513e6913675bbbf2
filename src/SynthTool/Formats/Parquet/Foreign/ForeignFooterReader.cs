using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using SynthTool.Files;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Reads the footer of a file that any program may have written. Field numbers are those of the format's <c>parquet.thrift</c>.</summary>
internal static class ForeignFooterReader
{
    private const int MaxBytes = 64 << 20;
    private const int TailBytes = 8;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadOnlySpan<byte> EncryptedMagic => "PARE"u8;

    /// <param name="file">The file.</param>
    /// <param name="columns">The columns that are wanted; empty: all.</param>
    public static ForeignFooter Read(ForeignBytes file, ImmutableArray<string> columns)
    {
        Span<byte> tail = stackalloc byte[TailBytes];
        if (file.Length < TailBytes + Magic.Length)
        {
            throw ParquetFailure.Unreadable("it is too short for a Parquet file");
        }

        file.Read(tail, file.Length - TailBytes);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (tail[4..].SequenceEqual(EncryptedMagic))
        {
            throw Encrypted();
        }

        if (!tail[4..].SequenceEqual(Magic) || length < 0 || length > file.Length - TailBytes - Magic.Length)
        {
            throw ParquetFailure.Unreadable("its end is not that of a Parquet file; it may be cut off");
        }

        var footer = length <= MaxBytes ? new byte[length] : throw new ParquetFailure(ParquetDiagnostics.TooMuch, FormattableString.Invariant($"the footer has more than {MaxBytes >> 20} MiB"));
        var end = file.Length - TailBytes - length;
        file.Read(footer, end);
        return Read(footer, end, columns);
    }

    private static ForeignFooter Read(ReadOnlySpan<byte> bytes, long end, ImmutableArray<string> wanted)
    {
        var (columns, leaves) = ForeignSchema.Read(ReadElements(bytes));
        if (!wanted.IsEmpty)
        {
            var names = wanted.ToHashSet(StringComparer.Ordinal);
            columns = [.. columns.Where(c => names.Contains(c.Name))];
        }

        var read = new bool[leaves.Length];
        foreach (var leaf in columns.SelectMany(c => Enumerable.Range(c.FirstLeaf, c.Leaves)))
        {
            read[leaf] = leaves[leaf].Meaning is not Meaning.None ? true : throw Refused(leaves[leaf]);
        }

        return new ForeignFooter(columns, leaves, ReadGroups(bytes, end, leaves, read));
    }

    // The groups may be many and their columns more: they are read when it is known which columns matter.
    private static List<SchemaElement> ReadElements(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var elements = new List<SchemaElement>();
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 2:
                    for (var left = reader.List(type, ThriftType.Struct); left > 0; left--)
                    {
                        elements.Add(ReadElement(ref reader));
                    }

                    break;
                case 8:
                    throw Encrypted();
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return elements;
    }

    private static ImmutableArray<ForeignGroup> ReadGroups(ReadOnlySpan<byte> bytes, long end, ImmutableArray<ForeignLeaf> leaves, bool[] read)
    {
        var reader = new ThriftReader(bytes);
        var groups = ImmutableArray.CreateBuilder<ForeignGroup>();
        var rows = 0L;
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 3:
                    rows = reader.Number(type);
                    break;
                case 4:
                    for (var left = reader.List(type, ThriftType.Struct); left > 0; left--)
                    {
                        groups.Add(ReadGroup(ref reader, end, leaves, read));
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return rows == groups.Aggregate(0L, (all, g) => all + Math.Min(g.Rows, long.MaxValue - all))
            ? groups.ToImmutable()
            : throw ParquetFailure.Unreadable("it counts its rows wrongly");
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
                case 2:
                    element = element with { Size = reader.Count(type) };
                    break;
                case 3:
                    element = element with { Repetition = reader.Count(type) is <= (int)Repetition.Repeated and var repetition ? (Repetition)repetition : throw Malformed() };
                    break;
                case 4:
                    element = element with { Name = NameOf(reader.Binary(type)) };
                    break;
                case 5:
                    element = element with { Children = reader.Count(type) };
                    break;
                case 6:
                    element = element with { Converted = reader.Count(type) };
                    break;
                case 7:
                    element = element with { Scale = reader.Count(type) };
                    break;
                case 10 when type is ThriftType.Struct:
                    element = element with { Logical = LogicalType.Read(ref reader) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    private static ForeignGroup ReadGroup(ref ThriftReader reader, long end, ImmutableArray<ForeignLeaf> leaves, bool[] read)
    {
        var chunks = ImmutableArray.CreateBuilder<ForeignChunk>();
        var (rows, count) = (0L, 0);
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    count = reader.List(type, ThriftType.Struct);
                    for (var leaf = 0; leaf < count; leaf++)
                    {
                        Keep(chunks, ReadChunk(ref reader, leaf, end), leaf < read.Length && read[leaf]);
                    }

                    break;
                case 3:
                    rows = reader.Number(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        // A column that is in no list has an entry for each row.
        return count == leaves.Length && rows >= 0 && chunks.All(c => leaves[c.Leaf].Repetition > 0 ? c.Entries >= rows : c.Entries == rows)
            ? new ForeignGroup(rows, chunks.ToImmutable())
            : throw ParquetFailure.Unreadable("its row groups do not fit its columns");
    }

    private static void Keep(ImmutableArray<ForeignChunk>.Builder chunks, ForeignChunk? chunk, bool isWanted)
    {
        if (isWanted)
        {
            chunks.Add(chunk ?? throw ParquetFailure.Unreadable("a column of it has no metadata, lies in another file or is compressed in a way that this tool does not know"));
        }
    }

    private static ForeignChunk? ReadChunk(ref ThriftReader reader, int leaf, long end)
    {
        ForeignChunk? chunk = null;
        var isElsewhere = false;
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    isElsewhere = !reader.Binary(type).IsEmpty;
                    break;
                case 3 when type is ThriftType.Struct:
                    chunk = ReadChunkData(ref reader, leaf, end);
                    break;
                case 8:
                    throw Encrypted();
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return isElsewhere ? null : chunk;
    }

    private static ForeignChunk? ReadChunkData(ref ThriftReader reader, int leaf, long end)
    {
        var (codec, entries, bytes, data, dictionary) = (-1, -1L, -1L, -1L, 0L);
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 4:
                    codec = reader.Count(type);
                    break;
                case 5:
                    entries = reader.Number(type);
                    break;
                case 7:
                    bytes = reader.Number(type);
                    break;
                case 9:
                    data = reader.Number(type);
                    break;
                case 11:
                    dictionary = reader.Number(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        var start = dictionary > 0 ? Math.Min(dictionary, data) : data;
        var isWithin = entries >= 0 && bytes >= 0 && start >= Magic.Length && start <= end && bytes <= end - start;
        return !isWithin
            ? throw ParquetFailure.Unreadable("its row groups do not fit its columns")
            : Enum.IsDefined((Codec)codec) ? new ForeignChunk(leaf, (Codec)codec, entries, start, start + bytes) : null;
    }

    private static string NameOf(ReadOnlySpan<byte> utf8) =>
        System.Text.Unicode.Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : throw ParquetFailure.Unreadable("a column's name is not UTF-8");

    private static ParquetFailure Refused(ForeignLeaf leaf) => new(
        ParquetDiagnostics.ColumnRefused,
        leaf.Physical is Physical.Bytes or Physical.Fixed ? $"the column {Quoted.Text(leaf.Path)} holds bytes, which are no text" : $"the column {Quoted.Text(leaf.Path)} holds values of a kind that JSON has no form for");

    private static ParquetFailure Malformed() => ParquetFailure.Unreadable("its schema is malformed");

    private static ParquetFailure Encrypted() => ParquetFailure.Unreadable("it is encrypted");
}
