using System.Buffers;

namespace SynthTool.Store;

/// <summary>Gathers records of old packs and appends them to new ones in large pieces.</summary>
internal sealed class PackCopy(PackWriter writer, int pieceBytes)
{
    private readonly ArrayBufferWriter<byte> piece = new();
    private readonly List<(ContentHash Key, int At)> keys = [];
    private uint generation;

    public void Add(in PackRecord record)
    {
        if (piece.WrittenCount + record.Bytes.Length > pieceBytes)
        {
            Flush();
        }

        keys.Add((record.Key, piece.WrittenCount));
        piece.Write(record.Bytes);
        generation = Math.Max(generation, record.Generation);
    }

    public void Flush()
    {
        if (keys.Count > 0)
        {
            writer.AppendWhole(piece.WrittenSpan, keys, generation);
            piece.ResetWrittenCount();
            keys.Clear();
        }
    }
}
