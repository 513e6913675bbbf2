using System.Buffers.Binary;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>The values of a page, one after another. Each is given as it lies in a plain page: numbers as little-endian bytes, a boolean as one byte, a text without its length.</summary>
internal abstract class PageValues
{
    /// <summary>The next value; good until the next call.</summary>
    /// <exception cref="ParquetFailure">The page holds no more, or is damaged.</exception>
    public abstract ReadOnlySpan<byte> Next();

    /// <param name="leaf">The column.</param>
    /// <param name="encoding">How they are written.</param>
    /// <param name="data">The page behind its levels.</param>
    /// <param name="words">The column's dictionary, when it has one.</param>
    public static PageValues Of(ForeignLeaf leaf, PageEncoding encoding, ReadOnlyMemory<byte> data, PageWords? words) => (encoding, leaf.Physical) switch
    {
        (PageEncoding.Plain, Physical.Boolean) => new PlainBits(data),
        (PageEncoding.Plain, Physical.Bytes) => new PlainTexts(data),
        (PageEncoding.Plain, _) => new PlainFixed(data, leaf.Size),
        (PageEncoding.PlainDictionary or PageEncoding.Dictionary, not Physical.Boolean) => new WordValues(data, words ?? throw Bits.Damaged()),
        (PageEncoding.Runs, Physical.Boolean) => new RunBits(data),
        (PageEncoding.DeltaNumbers, Physical.Int32 or Physical.Int64) => new DeltaValues(data, leaf.Size),
        (PageEncoding.DeltaLengths, Physical.Bytes) => new DeltaLengthTexts(data),
        (PageEncoding.DeltaTexts, Physical.Bytes or Physical.Fixed) => new DeltaTexts(data, leaf.Size),
        (PageEncoding.SplitBytes, Physical.Int32 or Physical.Int64 or Physical.Float or Physical.Double or Physical.Fixed) => new SplitValues(data, leaf.Size),
        _ => throw ParquetFailure.Unreadable("a page of it is encoded in a way that this tool does not know"),
    };

    private sealed class PlainBits(ReadOnlyMemory<byte> data) : PageValues
    {
        private readonly byte[] value = new byte[1];
        private int next;

        public override ReadOnlySpan<byte> Next()
        {
            value[0] = next / 8 < data.Length ? (byte)((data.Span[next / 8] >> (next % 8)) & 1) : throw Bits.Damaged();
            next++;
            return value;
        }
    }

    private sealed class PlainFixed(ReadOnlyMemory<byte> data, int size) : PageValues
    {
        private int next;

        public override ReadOnlySpan<byte> Next()
        {
            if (size > data.Length - next)
            {
                throw Bits.Damaged();
            }

            next += size;
            return data.Span.Slice(next - size, size);
        }
    }

    private sealed class PlainTexts(ReadOnlyMemory<byte> data) : PageValues
    {
        private int next;

        public override ReadOnlySpan<byte> Next() => PageWords.TextAt(data.Span, ref next);
    }

    private sealed class WordValues : PageValues
    {
        private const int MaxWidth = 32;

        private readonly PageWords words;
        private readonly BitRuns numbers;

        public WordValues(ReadOnlyMemory<byte> data, PageWords words)
        {
            var width = data.Length > 0 ? data.Span[0] : 0;
            this.words = words;
            numbers = width <= MaxWidth ? new BitRuns(data.Length > 0 ? data[1..] : data, width) : throw Bits.Damaged();
        }

        public override ReadOnlySpan<byte> Next() => words[numbers.Next()];
    }

    private sealed class RunBits : PageValues
    {
        private readonly byte[] value = new byte[1];
        private readonly BitRuns runs;

        public RunBits(ReadOnlyMemory<byte> data)
        {
            var length = data.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(data.Span) : -1;
            runs = length >= 0 && length <= data.Length - sizeof(int) ? new BitRuns(data.Slice(sizeof(int), length), 1) : throw Bits.Damaged();
        }

        public override ReadOnlySpan<byte> Next()
        {
            value[0] = (byte)runs.Next();
            return value;
        }
    }

    private sealed class DeltaValues(ReadOnlyMemory<byte> data, int size) : PageValues
    {
        private readonly byte[] value = new byte[sizeof(long)];
        private readonly DeltaNumbers numbers = new(data);

        public override ReadOnlySpan<byte> Next()
        {
            BinaryPrimitives.WriteInt64LittleEndian(value, numbers.Next());
            return value.AsSpan(0, size);
        }
    }

    // The lengths come first, and where they end is known from going through them.
    private sealed class DeltaLengthTexts : PageValues
    {
        private readonly ReadOnlyMemory<byte> texts;
        private readonly DeltaNumbers lengths;
        private int next;

        public DeltaLengthTexts(ReadOnlyMemory<byte> data)
        {
            texts = data[new DeltaNumbers(data).End()..];
            lengths = new DeltaNumbers(data);
        }

        public override ReadOnlySpan<byte> Next()
        {
            var length = lengths.Next();
            if (length < 0 || length > texts.Length - next)
            {
                throw Bits.Damaged();
            }

            next += (int)length;
            return texts.Span.Slice(next - (int)length, (int)length);
        }
    }

    // Each text takes over the beginning of the one before.
    private sealed class DeltaTexts : PageValues
    {
        private readonly DeltaNumbers prefixes;
        private readonly DeltaLengthTexts rests;
        private readonly int size;
        private byte[] text = [];
        private int length;

        public DeltaTexts(ReadOnlyMemory<byte> data, int size)
        {
            this.size = size;
            prefixes = new DeltaNumbers(data);
            rests = new DeltaLengthTexts(data[new DeltaNumbers(data).End()..]);
        }

        public override ReadOnlySpan<byte> Next()
        {
            var prefix = prefixes.Next();
            var rest = rests.Next();
            if (prefix < 0 || prefix > length || (size > 0 && prefix + rest.Length != size) || prefix + rest.Length > MaxLength)
            {
                throw Bits.Damaged();
            }

            var needed = (int)prefix + rest.Length;
            if (text.Length < needed)
            {
                Array.Resize(ref text, Math.Max(needed, text.Length * 2));
            }

            rest.CopyTo(text.AsSpan((int)prefix));
            length = needed;
            return text.AsSpan(0, length);
        }

        private const int MaxLength = 64 << 20;
    }

    // The first bytes of all values, then the second bytes, and so on.
    private sealed class SplitValues(ReadOnlyMemory<byte> data, int size) : PageValues
    {
        private readonly byte[] value = new byte[size];
        private readonly int count = data.Length % size == 0 ? data.Length / size : throw Bits.Damaged();
        private int next;

        public override ReadOnlySpan<byte> Next()
        {
            if (next == count)
            {
                throw Bits.Damaged();
            }

            for (var i = 0; i < size; i++)
            {
                value[i] = data.Span[(i * count) + next];
            }

            next++;
            return value;
        }
    }
}
