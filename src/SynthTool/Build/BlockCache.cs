using System.Buffers;
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
        var path = PathOf(digest);
        if (FileStamp.Of(path) is not { IsFolder: false, Size: >= ChecksumSize and <= MaxBytes } stamp)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)stamp.Size);
        try
        {
            using var file = Disk.OpenRead(path);
            return ReadChecked(buffer.AsSpan(0, Disk.Read(file, buffer.AsSpan(0, (int)stamp.Size), 0, path)));
        }
        catch (FileFailure)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Write(ContentHash digest, ReadOnlySpan<byte> block)
    {
        Span<byte> checksum = stackalloc byte[ChecksumSize];
        BinaryPrimitives.WriteUInt64LittleEndian(checksum, XxHash3.HashToUInt64(block));
        using var file = AtomicFile.Create(PathOf(digest), durable: false);
        file.Append(block);
        file.Append(checksum);
        file.Commit();
    }

    /// <summary>Keeps what a corpus step decided for a partition, under the digest of its rows after it: with the block before it makes them again.</summary>
    public void WriteDecisions(ContentHash digest, ReadOnlySpan<byte> decisions) => Write(digest, decisions);

    /// <summary>The decisions, or null when they are not stored or not readable.</summary>
    public byte[]? TryReadDecisions(ContentHash digest) => TryReadBytes(digest);

    /// <summary>What is stored, or null when nothing is, or it is not readable.</summary>
    public byte[]? TryReadBytes(ContentHash digest)
    {
        var content = FileContent.Read(PathOf(digest), MaxBytes).Bytes.AsSpan();
        var decisions = content[..^Math.Min(content.Length, ChecksumSize)];
        return content.Length >= ChecksumSize && XxHash3.HashToUInt64(decisions) == BinaryPrimitives.ReadUInt64LittleEndian(content[decisions.Length..]) ? decisions.ToArray() : null;
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

    private static Block? ReadChecked(ReadOnlySpan<byte> bytes)
    {
        var block = bytes[..^Math.Min(bytes.Length, ChecksumSize)];
        if (bytes.Length < ChecksumSize || XxHash3.HashToUInt64(block) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[block.Length..]))
        {
            return null;
        }

        try
        {
            return BlockFormat.Read(block);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string PathOf(ContentHash digest)
    {
        var hex = digest.ToString();
        return Path.Combine(absoluteFolder, hex[..2], hex[2..]);
    }
}
