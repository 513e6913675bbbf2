namespace SynthTool.Formats.Parquet;

/// <summary>Reads Thrift's compact protocol, in which Parquet writes its footer and page headers. It never reads beyond its bytes, nor deeper than a bound.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int depth;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>Begins a struct; gives what <see cref="Next"/> needs for its first field.</summary>
    public int Enter() => ++depth <= MaxDepth ? 0 : throw ParquetFailure.Unreadable("its metadata is nested too deeply");

    /// <summary>The next field of the struct, or false at its end.</summary>
    /// <param name="id">The number of the field before, or what <see cref="Enter"/> gave; becomes the field's number.</param>
    /// <param name="type">How the field's value is written.</param>
    public bool Next(ref int id, out ThriftType type)
    {
        var header = Byte();
        type = (ThriftType)(header & 0x0F);
        if (type is ThriftType.Stop)
        {
            depth--;
            return false;
        }

        var delta = header >> 4;
        id = delta > 0 ? id + delta : (short)Long();
        return true;
    }

    /// <summary>A number, which must be written as one.</summary>
    public long Number(ThriftType type) => type switch
    {
        ThriftType.I16 or ThriftType.I32 or ThriftType.I64 => Long(),
        ThriftType.I8 => (sbyte)Byte(),
        _ => throw Malformed(),
    };

    /// <summary>A number from 0 to the largest int.</summary>
    public int Count(ThriftType type) => Number(type) is >= 0 and <= int.MaxValue and var count ? (int)count : throw Malformed();

    public ReadOnlySpan<byte> Binary(ThriftType type) => type is ThriftType.Binary ? Take(Size()) : throw Malformed();

    /// <summary>Begins a list, and gives how many elements follow.</summary>
    public int List(ThriftType type, ThriftType element)
    {
        var count = type is ThriftType.List ? ListHeader(out var found) : throw Malformed();
        return found == element || count == 0 ? count : throw Malformed();
    }

    /// <summary>Passes over a value.</summary>
    public void Skip(ThriftType type)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.I8:
                _ = Byte();
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                _ = Varint();
                break;
            case ThriftType.Double:
                _ = Take(sizeof(double));
                break;
            case ThriftType.Binary:
                _ = Take(Size());
                break;
            case ThriftType.List or ThriftType.Set:
                SkipList();
                break;
            case ThriftType.Struct:
                SkipStruct();
                break;
            default:
                throw Malformed();
        }
    }

    private static ParquetFailure Malformed() => ParquetFailure.Unreadable("its metadata is malformed");

    private void SkipStruct()
    {
        var id = Enter();
        while (Next(ref id, out var type))
        {
            Skip(type);
        }
    }

    private void SkipList()
    {
        var count = ListHeader(out var element);
        _ = Enter();
        for (var i = 0; i < count; i++)
        {
            // In a list a boolean takes a byte of its own.
            Skip(element is ThriftType.True or ThriftType.False ? ThriftType.I8 : element);
        }

        depth--;
    }

    private int ListHeader(out ThriftType element)
    {
        var header = Byte();
        element = (ThriftType)(header & 0x0F);
        return header >> 4 == 15 ? Size() : header >> 4;
    }

    // Every element and every byte of text takes a byte at least, so that a count can be believed as far as bytes are left.
    private int Size() => Varint() is var size && size <= (ulong)(bytes.Length - Position) ? (int)size : throw Malformed();

    private long Long() => Varint() is var zigzag ? (long)(zigzag >> 1) ^ -(long)(zigzag & 1) : 0;

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Malformed();
    }

    private byte Byte() => Position < bytes.Length ? bytes[Position++] : throw Malformed();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - Position)
        {
            throw Malformed();
        }

        var taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
