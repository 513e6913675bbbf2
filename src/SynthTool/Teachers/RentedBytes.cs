using System.Buffers;

namespace SynthTool.Teachers;

/// <summary>Bytes of a reply in a pooled buffer that grows.</summary>
internal sealed class RentedBytes(int expected) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(expected);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, Length);

    /// <summary>Room for the next read; never empty.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (Length == buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }

            return buffer.AsMemory(Length);
        }
    }

    public void Advance(int read) => Length += read;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        Length = 0;
    }
}
