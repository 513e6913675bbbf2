using System.Security.Cryptography;
using SynthTool.Files;

namespace SynthTool.Store;

/// <summary>The digest of a file's bytes, read as a stream.</summary>
internal static class FileDigest
{
    private const int BufferSize = 1024 * 1024;

    /// <exception cref="FileFailure">The file cannot be read.</exception>
    public static ContentHash Of(string absolute)
    {
        using var file = Disk.OpenRead(absolute);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        for (long at = 0; Disk.Read(file, buffer, at, absolute) is > 0 and var read; at += read)
        {
            hash.AppendData(buffer.AsSpan(0, read));
        }

        Span<byte> digest = stackalloc byte[ContentHash.Size];
        hash.GetHashAndReset(digest);
        return ContentHash.FromBytes(digest);
    }
}
