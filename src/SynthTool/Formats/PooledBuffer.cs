using System.Buffers;

namespace SynthTool.Formats;

/// <summary>Takes bytes in memory that is given back for the next: what is written partition by partition would else be large garbage each time.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 4096;

    private byte[] bytes;

    public PooledBuffer(int capacity = Smallest) => bytes = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, Smallest));

    public int WrittenCount { get; private set; }

    /// <summary>Valid until the next write, or the end.</summary>
    public ReadOnlySpan<byte> WrittenSpan => bytes.AsSpan(0, WrittenCount);

    public void Advance(int count) => WrittenCount = checked(WrittenCount + count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return bytes.AsMemory(WrittenCount);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return bytes.AsSpan(WrittenCount);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        WrittenCount = 0;
    }

    private void MakeRoom(int size)
    {
        if (bytes.Length - WrittenCount >= Math.Max(size, 1))
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(bytes.Length * 2L, (long)WrittenCount + size)));
        WrittenSpan.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
