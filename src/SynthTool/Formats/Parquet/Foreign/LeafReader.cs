using System.Buffers.Binary;
using System.Numerics;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Walks over the entries of a leaf in a row group, with one page and one dictionary in memory.</summary>
internal sealed class LeafReader : IDisposable
{
    private const int SmallestHeader = 1024;
    private const int LargestHeader = 16 << 20; // statistics may hold whole values

    private readonly ForeignBytes file;
    private readonly ForeignChunk chunk;
    private readonly PageBudget budget;
    private long next;
    private long left;
    private long held;
    private PageWords? words;
    private PageValues? values;
    private BitRuns? definitions;
    private BitRuns? repetitions;
    private int leftInPage;
    private int definition;
    private int repetition;

    public LeafReader(ForeignBytes file, ForeignChunk chunk, ForeignLeaf leaf, PageBudget budget)
    {
        (this.file, this.chunk, this.budget) = (file, chunk, budget);
        Leaf = leaf;
        (next, left) = (chunk.Start, chunk.Entries);
        Advance();
    }

    public ForeignLeaf Leaf { get; }

    public bool IsAtEnd => left < 0;

    /// <summary>The current entry's levels.</summary>
    public int Definition => IsAtEnd ? throw Bits.Damaged() : definition;

    /// <summary>0 at the end, where a further row would begin.</summary>
    public int Repetition => IsAtEnd ? 0 : repetition;

    /// <summary>The current entry's value as it lies in a plain page; to be taken once.</summary>
    public ReadOnlySpan<byte> Value() => values!.Next();

    /// <summary>Goes to the next entry.</summary>
    public void Advance()
    {
        if (--left < 0)
        {
            return;
        }

        while (leftInPage == 0)
        {
            ReadPage();
        }

        leftInPage--;
        repetition = repetitions is null ? 0 : Level(repetitions, Leaf.Repetition);
        definition = definitions is null ? 0 : Level(definitions, Leaf.Definition);
    }

    public void Dispose()
    {
        budget.Release(held);
        held = 0;
    }

    private static int Level(BitRuns levels, int most) => levels.Next() is var level && level <= most ? (int)level : throw Bits.Damaged();

    private void ReadPage()
    {
        var header = ReadHeader();
        if (header.PackedBytes > chunk.End - next)
        {
            throw Bits.Damaged();
        }

        switch (header.Kind)
        {
            case ForeignPageHeader.DictionaryPage when words is null && values is null:
                words = new PageWords(Unpack(header, 0), header.Entries, Leaf);
                Hold(words.Held);
                break;
            case ForeignPageHeader.DataPage:
                BeginFirst(header);
                break;
            case ForeignPageHeader.DataPageV2:
                BeginSecond(header);
                break;
            case ForeignPageHeader.DictionaryPage:
                throw Bits.Damaged();
            default:
                break; // an index is of no use here
        }

        next += header.PackedBytes;
    }

    // How long a header is, nothing tells before it was read.
    private ForeignPageHeader ReadHeader()
    {
        for (var size = SmallestHeader; ; size *= 16)
        {
            var room = new byte[Math.Min(size, chunk.End - next)];
            file.Read(room, next);
            try
            {
                var header = ForeignPageHeader.Read(room, out var length);
                next += length;
                return header;
            }
            catch (ParquetFailure) when (room.Length == size && size < LargestHeader)
            {
                // Cut off, probably.
            }
        }
    }

    private void BeginFirst(ForeignPageHeader header)
    {
        if (!header.HasKnownLevels && Leaf.Definition + Leaf.Repetition > 0)
        {
            throw ParquetFailure.Unreadable("a page of it is encoded in a way that this tool does not know");
        }

        ReadOnlyMemory<byte> data = Unpack(header, 0);
        Begin(header, data.Length);
        repetitions = LevelsBefore(ref data, Leaf.Repetition);
        definitions = LevelsBefore(ref data, Leaf.Definition);
        values = PageValues.Of(Leaf, header.Encoding, data, words);
    }

    private void BeginSecond(ForeignPageHeader header)
    {
        var levels = (long)header.RepetitionBytes + header.DefinitionBytes;
        if (levels > header.PackedBytes || levels > header.Bytes)
        {
            throw Bits.Damaged();
        }

        var data = Unpack(header, (int)levels);
        Begin(header, data.Length);
        repetitions = Runs(data.AsMemory(0, header.RepetitionBytes), Leaf.Repetition);
        definitions = Runs(data.AsMemory(header.RepetitionBytes, header.DefinitionBytes), Leaf.Definition);
        values = PageValues.Of(Leaf, header.Encoding, data.AsMemory((int)levels), words);
    }

    private void Begin(ForeignPageHeader header, int bytes)
    {
        leftInPage = header.Entries <= left + 1 ? header.Entries : throw Bits.Damaged();
        budget.Release(held);
        held = words?.Held ?? 0;
        budget.Hold(held);
        Hold(bytes);
    }

    private void Hold(long bytes)
    {
        budget.Hold(bytes);
        held += bytes;
    }

    /// <summary>The page with its levels, which are the first bytes and not compressed.</summary>
    private byte[] Unpack(ForeignPageHeader header, int levels)
    {
        var codec = header.IsCompressed ? chunk.Codec : Codec.None;
        if (!Unpacking.CanBecome(codec, header.PackedBytes - levels, header.Bytes - levels))
        {
            throw Bits.Damaged();
        }

        budget.Unpack(header.Bytes, header.Entries);
        budget.Hold((long)header.Bytes + header.PackedBytes);
        var packed = new byte[header.PackedBytes];
        file.Read(packed, next);
        var data = new byte[header.Bytes];
        packed.AsSpan(0, levels).CopyTo(data);

        if (data.Length > levels)
        {
            Unpacking.Unpack(codec, packed.AsMemory(levels), data.AsSpan(levels));
        }

        budget.Release((long)header.Bytes + header.PackedBytes);
        return data;
    }

    private static BitRuns? LevelsBefore(ref ReadOnlyMemory<byte> data, int most)
    {
        if (most == 0)
        {
            return null;
        }

        var length = data.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(data.Span) : -1;
        if (length < 0 || length > data.Length - sizeof(int))
        {
            throw Bits.Damaged();
        }

        var levels = Runs(data.Slice(sizeof(int), length), most);
        data = data[(sizeof(int) + length)..];
        return levels;
    }

    private static BitRuns? Runs(ReadOnlyMemory<byte> packed, int most) =>
        most == 0 ? null : new BitRuns(packed, 32 - BitOperations.LeadingZeroCount((uint)most));
}
