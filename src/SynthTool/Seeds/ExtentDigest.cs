using System.Security.Cryptography;
using SynthTool.Formats.Records;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>What makes two extents give the same seeds: their bytes, and how they lie in their files.</summary>
internal static class ExtentDigest
{
    private const int BufferSize = 512 * 1024;

    /// <summary>Of a partition, from the digests of its extents.</summary>
    public static ContentHash OfAll(IEnumerable<ContentHash> extents)
    {
        using var hash = new ContentHasher();
        foreach (var extent in extents)
        {
            hash.Add(extent);
        }

        return hash.Finish();
    }

    /// <summary>Of one extent.</summary>
    /// <param name="file">The file and its source.</param>
    /// <param name="extent">The piece of it.</param>
    /// <param name="bytes">Of the piece's bytes.</param>
    /// <param name="fieldsUsed">What the definition reads; null: all.</param>
    public static ContentHash Of(ScanFile file, in Extent extent, in ContentHash bytes, IReadOnlySet<string>? fieldsUsed)
    {
        using var hash = new ContentHasher();
        hash.Add(file.Source.Index).Add((int)file.File.Format).Add(extent.Length).Add(bytes);
        hash.Add(extent.Start == 0 ? 1 : 0).Add(extent.End == file.File.Size ? 1 : 0);
        if (file.File.Format.HasPath() && file.Source.IsPathUsed(fieldsUsed))
        {
            hash.Add(file.File.PathInRecords);
        }

        // Further down in a CSV or TSV file nothing else tells what the cells mean.
        if (file.File.Format.HasHeader() && extent.Start > 0)
        {
            foreach (var name in file.File.Header?.Names ?? [])
            {
                hash.Add(name);
            }
        }

        return hash.Finish();
    }

    /// <summary>The digest of a piece of an open file.</summary>
    /// <param name="buffer">Used again; created when null.</param>
    /// <exception cref="Files.FileFailure">The disk failed.</exception>
    public static ContentHash BytesOf(RecordBytes bytes, in Extent extent, ref byte[]? buffer)
    {
        buffer ??= new byte[BufferSize];
        Span<byte> digest = stackalloc byte[ContentHash.Size];
        if (extent.Length <= buffer.Length)
        {
            var read = bytes.Read(buffer.AsSpan(0, (int)extent.Length), extent.Start);
            SHA256.HashData(buffer.AsSpan(0, read), digest);
            return ContentHash.FromBytes(digest);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var at = extent.Start; at < extent.End;)
        {
            var read = bytes.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, extent.End - at)), at);
            if (read == 0)
            {
                break;
            }

            hash.AppendData(buffer.AsSpan(0, read));
            at += read;
        }

        hash.GetHashAndReset(digest);
        return ContentHash.FromBytes(digest);
    }
}
