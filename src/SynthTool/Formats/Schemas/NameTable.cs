using System.Buffers.Binary;
using System.Text;

namespace SynthTool.Formats.Schemas;

/// <summary>A fixed list of names, found by their raw JSON bytes.</summary>
internal sealed class NameTable
{
    private readonly byte[][] names;
    private readonly int[] slots;

    /// <param name="names">Without duplicates.</param>
    public NameTable(IReadOnlyList<string> names)
    {
        Names = names;
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
        slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(names.Count * 2) + 1)];
        Array.Fill(slots, -1);
        for (var i = 0; i < names.Count; i++)
        {
            var slot = Hash(this.names[i]) & (slots.Length - 1);
            while (slots[slot] >= 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = i;
        }
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The name's position, or -1.</summary>
    /// <param name="raw">A name or string as JSON has it, escapes included, without quotes.</param>
    public int Find(ReadOnlySpan<byte> raw)
    {
        if (JsonText.HasEscape(raw))
        {
            raw = Encoding.UTF8.GetBytes(JsonText.Decode(raw));
        }

        var slot = Hash(raw) & (slots.Length - 1);
        for (; slots[slot] is var index and >= 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (raw.SequenceEqual(names[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length * 0x9E3779B1;
        if (name.Length >= 4)
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(name) * 0x85EBCA77;
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(name[((name.Length / 2) - 2)..]) * 0x27D4EB2F;
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) * 0xC2B2AE3D;
        }
        else
        {
            foreach (var one in name)
            {
                hash = (hash ^ one) * 0x01000193;
            }
        }

        return (int)((hash ^ (hash >> 15)) & int.MaxValue);
    }
}
