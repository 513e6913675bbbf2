using System.Buffers;

namespace SynthTool.Formats.Parquet;

/// <summary>Collects texts in large chunks that are kept for the next row group: each text lies in one piece, and none is copied again.</summary>
internal sealed class TextBuffer : IBufferWriter<byte>, IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly List<byte[]> chunks = [];
    private int chunk;
    private int start;
    private int end;

    /// <summary>How many bytes of text are held.</summary>
    public long Bytes { get; private set; }

    /// <summary>Room for a text of at most this many bytes, to be followed by <see cref="Take(int)"/>.</summary>
    public Span<byte> Reserve(int bytes) => Room(bytes);

    /// <summary>The first bytes of what was reserved, as a text.</summary>
    public ReadOnlyMemory<byte> Take(int bytes)
    {
        end += bytes;
        return Take();
    }

    /// <summary>What was written since the last text, as a text.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var text = chunks.Count == 0 ? default : chunks[chunk].AsMemory(start, end - start);
        Bytes += text.Length;
        start = end;
        return text;
    }

    public void Advance(int count) => end += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        _ = Room(Math.Max(sizeHint, 256));
        return chunks[chunk].AsMemory(end);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => Room(Math.Max(sizeHint, 256));

    /// <summary>Forgets all texts and keeps the memory.</summary>
    public void Clear() => (chunk, start, end, Bytes) = (0, 0, 0, 0);

    /// <summary>Gives the memory back: the texts must not be used any more.</summary>
    public void Dispose()
    {
        chunks.ForEach(c => ArrayPool<byte>.Shared.Return(c));
        chunks.Clear();
        Clear();
    }

    private Span<byte> Room(int bytes)
    {
        if (chunks.Count == 0)
        {
            chunks.Add(ArrayPool<byte>.Shared.Rent(Math.Max(bytes, ChunkBytes)));
        }

        if (chunks[chunk].Length - end < bytes)
        {
            MoveOn(bytes);
        }

        return chunks[chunk].AsSpan(end);
    }

    // A text that is being written moves along, so that it stays in one piece.
    private void MoveOn(int bytes)
    {
        var begun = chunks[chunk].AsSpan(start, end - start);
        var needed = (int)Math.Min(Math.Max((long)bytes + begun.Length, begun.Length * 2L), Array.MaxLength);
        if (chunk + 1 == chunks.Count || chunks[chunk + 1].Length < needed)
        {
            chunks.Insert(chunk + 1, ArrayPool<byte>.Shared.Rent(Math.Max(needed, ChunkBytes)));
        }

        begun.CopyTo(chunks[++chunk]);
        (start, end) = (0, begun.Length);
    }
}
