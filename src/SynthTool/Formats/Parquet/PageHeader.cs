namespace SynthTool.Formats.Parquet;

/// <summary>What stands before a page. Field numbers are those of the format's <c>parquet.thrift</c>.</summary>
/// <param name="IsDictionary">Whether the page holds the words that the next one refers to.</param>
/// <param name="Entries">How many words, or how many entries with nulls.</param>
/// <param name="Bytes">The size when unpacked.</param>
/// <param name="PackedBytes">The size in the file.</param>
/// <param name="RefersToWords">Whether values are numbers of words.</param>
internal readonly record struct PageHeader(bool IsDictionary, int Entries, int Bytes, int PackedBytes, bool RefersToWords)
{
    private const int DictionaryPage = 2;
    private const int Plain = 0;
    private const int PlainDictionary = 2;
    private const int RleDictionary = 8;

    /// <summary>Reads a header from the beginning of the bytes, which then begin behind it.</summary>
    public static PageHeader Read(ref Span<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var header = default(PageHeader);
        var kind = -1;
        var described = -1;
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    kind = reader.Count(type);
                    break;
                case 2:
                    header = header with { Bytes = reader.Count(type) };
                    break;
                case 3:
                    header = header with { PackedBytes = reader.Count(type) };
                    break;
                case 5 or 7 when type is ThriftType.Struct:
                    described = id == 7 ? DictionaryPage : 0;
                    header = ReadEntries(ref reader, header);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        bytes = bytes[reader.Position..];
        return kind == described ? header with { IsDictionary = kind == DictionaryPage } : throw ParquetFailure.Unreadable("a page of it is of a kind that this tool does not write");
    }

    private static PageHeader ReadEntries(ref ThriftReader reader, PageHeader header)
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
                    var encoding = reader.Count(type);
                    header = encoding is Plain or PlainDictionary or RleDictionary
                        ? header with { RefersToWords = encoding != Plain }
                        : throw ParquetFailure.Unreadable("a page of it is encoded in a way that this tool does not use");
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return header;
    }
}
