namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>What values mean, as the footer has it.</summary>
/// <param name="Id">The field of the format's union <c>LogicalType</c>.</param>
/// <param name="Scale">Digits behind a decimal's point.</param>
/// <param name="Unit">Of a time: 1 milliseconds, 2 microseconds, 3 nanoseconds.</param>
/// <param name="IsUtc">Whether a time is a moment everywhere, and not what a clock on some wall shows.</param>
/// <param name="IsSigned">Of an integer.</param>
internal sealed record LogicalType(int Id, int Scale, int Unit, bool IsUtc, bool IsSigned)
{
    public const int Text = 1;
    public const int Map = 2;
    public const int List = 3;
    public const int Enumeration = 4;
    public const int Decimal = 5;
    public const int Date = 6;
    public const int Time = 7;
    public const int Timestamp = 8;
    public const int Integer = 10;
    public const int Unknown = 11;
    public const int Json = 12;
    public const int Uuid = 14;
    public const int Half = 15;

    public static LogicalType Read(ref ThriftReader reader)
    {
        var read = new LogicalType(0, 0, 0, IsUtc: false, IsSigned: true);
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            if (type is ThriftType.Struct)
            {
                read = ReadMember(ref reader, read with { Id = id });
            }
            else
            {
                reader.Skip(type);
            }
        }

        return read;
    }

    private static LogicalType ReadMember(ref ThriftReader reader, LogicalType read)
    {
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            switch (read.Id, id)
            {
                case (Decimal, 1):
                    read = read with { Scale = reader.Count(type) };
                    break;
                case (Time or Timestamp, 1):
                    read = read with { IsUtc = type is ThriftType.True };
                    break;
                case (Time or Timestamp, 2) when type is ThriftType.Struct:
                    read = read with { Unit = ReadUnit(ref reader) };
                    break;
                case (Integer, 2):
                    read = read with { IsSigned = type is ThriftType.True };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return read;
    }

    private static int ReadUnit(ref ThriftReader reader)
    {
        var unit = 0;
        var id = reader.Enter();
        while (reader.Next(ref id, out var type))
        {
            unit = id;
            reader.Skip(type);
        }

        return unit;
    }
}
