using System.Collections.Concurrent;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>The sketches of a dataset's corpus steps, in one disposable file: one of a changed block is made again, all others are read back.</summary>
internal sealed class SketchCache(string absolute)
{
    private readonly Dictionary<(ContentHash Stage, ContentHash Block), byte[]> known = Read(absolute);
    private readonly ConcurrentDictionary<(ContentHash Stage, ContentHash Block), byte[]> used = [];

    public byte[]? Find(ContentHash stage, ContentHash block) => used.GetValueOrDefault((stage, block)) ?? known.GetValueOrDefault((stage, block));

    public void Use(ContentHash stage, ContentHash block, byte[] sketch) => used[(stage, block)] = sketch;

    /// <summary>Writes the sketches that this build used, if they are not those of the last one.</summary>
    public void Save()
    {
        if (used.Count == known.Count && used.Keys.All(known.ContainsKey))
        {
            return;
        }

        // Of its size at once: sixteen bytes a row, and growing by doubling would leave as much again three times over.
        using var memory = new MemoryStream(2 * sizeof(int) + used.Values.Sum(s => s.Length + (2 * ContentHash.Size) + sizeof(int)) + sizeof(ulong));
        using var writer = new BinaryWriter(memory);
        writer.Write(Epochs.State);
        writer.Write(used.Count);
        foreach (var ((stage, block), sketch) in used.OrderBy(u => u.Key.Stage).ThenBy(u => u.Key.Block))
        {
            writer.Write(Bytes(stage));
            writer.Write(Bytes(block));
            writer.Write(sketch.Length);
            writer.Write(sketch);
        }

        writer.Flush();
        SealedFile.Write(absolute, memory);
    }

    private static Dictionary<(ContentHash, ContentHash), byte[]> Read(string absolute)
    {
        if (SealedFile.Read(absolute) is not { } content)
        {
            return [];
        }

        try
        {
            using var reader = new BinaryReader(content);
            return reader.ReadInt32() == Epochs.State ? ReadAll(reader) : [];
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return [];
        }
    }

    private static Dictionary<(ContentHash, ContentHash), byte[]> ReadAll(BinaryReader reader)
    {
        var sketches = new Dictionary<(ContentHash, ContentHash), byte[]>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var key = (ContentHash.FromBytes(reader.ReadBytes(ContentHash.Size)), ContentHash.FromBytes(reader.ReadBytes(ContentHash.Size)));
            sketches[key] = reader.ReadBytes(SealedFile.ReadCount(reader, leastBytes: 1));
        }

        return sketches;
    }

    private static byte[] Bytes(ContentHash hash)
    {
        var bytes = new byte[ContentHash.Size];
        hash.CopyTo(bytes);
        return bytes;
    }
}
