namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>What stands before a page. Numbers are those of the format's <c>parquet.thrift</c>.</summary>
internal sealed record ForeignPageHeader
{
    public const int DataPage = 0;
    public const int DictionaryPage = 2;
    public const int DataPageV2 = 3;

    private const int Rle = 3;

    public int Kind { get; private init; } = -1;

    /// <summary>The size when unpacked.</summary>
    public int Bytes { get; private init; }

    /// <summary>The size in the file.</summary>
    public int PackedBytes { get; private init; }

    /// <summary>How many words, or how many entries with nulls.</summary>
    public int Entries { get; private init; }

    public PageEncoding Encoding { get; private init; }

    /// <summary>Of a page of the second version: the bytes of the levels, which stand before all else and are not compressed.</summary>
    public int RepetitionBytes { get; private init; }

    public int DefinitionBytes { get; private init; }

    public bool IsCompressed { get; private init; } = true;

    /// <summary>Whether the levels of a page of the first version are packed as everybody packs them.</summary>
    public bool HasKnownLevels { get; private init; } = true;

    /// <summary>Reads a header from the beginning of some bytes.</summary>
    /// <param name="bytes">The header, and what follows it.</param>
    /// <param name="length">How long it is.</param>
    public static ForeignPageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new ThriftReader(bytes);
        var header = new ForeignPageHeader();
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header = header with { Kind = reader.Count(type) };
                    break;
                case 2:
                    header = header with { Bytes = reader.Count(type) };
                    break;
                case 3:
                    header = header with { PackedBytes = reader.Count(type) };
                    break;
                case 5 or 7 when type is ThriftType.Struct:
                    header = ReadFirst(ref reader, header);
                    break;
                case 8 when type is ThriftType.Struct:
                    header = ReadSecond(ref reader, header);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        length = reader.Position;
        return header;
    }

    private static ForeignPageHeader ReadFirst(ref ThriftReader reader, ForeignPageHeader header)
    {
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header = header with { Entries = reader.Count(type) };
                    break;
                case 2:
                    header = header with { Encoding = (PageEncoding)reader.Count(type) };
                    break;
                case 3 or 4 when type is ThriftType.I32:
                    header = header with { HasKnownLevels = header.HasKnownLevels && reader.Count(type) == Rle };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return header;
    }

    private static ForeignPageHeader ReadSecond(ref ThriftReader reader, ForeignPageHeader header)
    {
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header = header with { Entries = reader.Count(type) };
                    break;
                case 4:
                    header = header with { Encoding = (PageEncoding)reader.Count(type) };
                    break;
                case 5:
                    header = header with { DefinitionBytes = reader.Count(type) };
                    break;
                case 6:
                    header = header with { RepetitionBytes = reader.Count(type) };
                    break;
                case 7:
                    header = header with { IsCompressed = type is ThriftType.True };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return header;
    }
}
