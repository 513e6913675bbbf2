using System.Buffers.Binary;
using System.IO.Hashing;
using SynthTool.Files;
using SynthTool.Steps;
using SynthTool.Store;

namespace SynthTool.Build;

/// <summary>Blocks by their digest, one file each. All of it can be made again from stored answers, so nothing here is fsynced and a bad file is no file.</summary>
internal sealed class BlockCache(string absoluteFolder)
{
    private const int MaxBytes = int.MaxValue - 1024;
    private const int ChecksumSize = 8;

    public bool Has(ContentHash digest) => FileStamp.Of(PathOf(digest)) is { IsFolder: false };

    /// <summary>The block, or null when it is not stored or not readable.</summary>
    public Block? TryRead(ContentHash digest)
    {
        var content = FileContent.Read(PathOf(digest), MaxBytes);
        if (content.Problem is not null || content.Bytes.Length < ChecksumSize)
        {
            return null;
        }

        var bytes = content.Bytes.AsMemory(0, content.Bytes.Length - ChecksumSize);
        if (XxHash3.HashToUInt64(bytes.Span) != BinaryPrimitives.ReadUInt64LittleEndian(content.Bytes.AsSpan(bytes.Length)))
        {
            return null;
        }

        try
        {
            return BlockFormat.Read(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public void Write(ContentHash digest, ReadOnlySpan<byte> block)
    {
        var bytes = new byte[block.Length + ChecksumSize];
        block.CopyTo(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(block.Length), XxHash3.HashToUInt64(block));
        AtomicFile.Write(PathOf(digest), bytes, durable: false);
    }

    /// <summary>Removes the blocks that are not in <paramref name="used"/>, once they are more than those that are.</summary>
    public void Sweep(IReadOnlySet<ContentHash> used)
    {
        if (!Disk.FolderExists(absoluteFolder))
        {
            return;
        }

        var stored = Disk.FoldersIn(absoluteFolder)
            .SelectMany(folder => Disk.FilesIn(Path.Combine(absoluteFolder, folder)).Select(file => Path.Combine(absoluteFolder, folder, file)))
            .ToList();
        if (stored.Count <= used.Count * 2)
        {
            return;
        }

        var keep = used.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        stored.Where(path => !keep.Contains(path)).ToList().ForEach(Disk.Delete);
    }

    private string PathOf(ContentHash digest)
    {
        var hex = digest.ToString();
        return Path.Combine(absoluteFolder, hex[..2], hex[2..]);
    }
}
