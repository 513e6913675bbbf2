using System.Buffers;

namespace SynthTool.Formats;

/// <summary>Gathers small writes, so that the writer behind is asked once a few kilobytes and not once a comma.</summary>
internal ref struct Utf8Sink(IBufferWriter<byte> writer)
{
    private Span<byte> free = writer.GetSpan(256);
    private int used;

    public void Put(byte one)
    {
        if (used == free.Length)
        {
            Grow(1);
        }

        free[used++] = one;
    }

    public void Put(scoped ReadOnlySpan<byte> some)
    {
        if (some.Length > free.Length - used)
        {
            Grow(some.Length);
        }

        some.CopyTo(free[used..]);
        used += some.Length;
    }

    /// <summary>Hands everything to the writer. The sink must not be used afterwards.</summary>
    public readonly void Finish() => writer.Advance(used);

    private void Grow(int needed)
    {
        writer.Advance(used);
        free = writer.GetSpan(Math.Max(needed, 256));
        used = 0;
    }
}
