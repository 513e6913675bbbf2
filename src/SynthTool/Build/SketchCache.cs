using System.Collections.Concurrent;
using System.IO.Hashing;
using SynthTool.Files;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>The sketches of a dataset's corpus steps, in one disposable file: one of a changed block is made again, all others are read back.</summary>
internal sealed class SketchCache(string absolute)
{
    private const int ChecksumSize = 8;

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

        using var memory = new MemoryStream();
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
        writer.Write(XxHash3.HashToUInt64(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
        writer.Flush();
        AtomicFile.Write(absolute, memory.GetBuffer().AsSpan(0, (int)memory.Length), durable: false);
    }

    private static Dictionary<(ContentHash, ContentHash), byte[]> Read(string absolute)
    {
        var sketches = new Dictionary<(ContentHash, ContentHash), byte[]>();
        var content = FileContent.Read(absolute, int.MaxValue - 1024);
        var length = content.Bytes.Length - ChecksumSize;
        if (content.Problem is not null || length < ChecksumSize || XxHash3.HashToUInt64(content.Bytes.AsSpan(0, length)) != BitConverter.ToUInt64(content.Bytes.AsSpan(length)))
        {
            return sketches;
        }

        using var reader = new BinaryReader(new MemoryStream(content.Bytes));
        if (reader.ReadInt32() == Epochs.State)
        {
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var key = (ContentHash.FromBytes(reader.ReadBytes(ContentHash.Size)), ContentHash.FromBytes(reader.ReadBytes(ContentHash.Size)));
                sketches[key] = reader.ReadBytes(reader.ReadInt32());
            }
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
