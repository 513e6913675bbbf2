using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SynthTool.Store;

/// <summary>Digests a sequence of parts. Every part is framed by its length, so that no two different sequences share bytes.</summary>
internal sealed class ContentHasher : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public ContentHasher Add(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
        return this;
    }

    public ContentHasher Add(string part) => Add(Encoding.UTF8.GetBytes(part));

    public ContentHasher Add(long part)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, part);
        return Add(bytes);
    }

    public ContentHasher Add(in ContentHash part)
    {
        Span<byte> bytes = stackalloc byte[ContentHash.Size];
        part.CopyTo(bytes);
        return Add(bytes);
    }

    /// <summary>The digest of all parts so far; the hasher begins anew.</summary>
    public ContentHash Finish()
    {
        Span<byte> digest = stackalloc byte[ContentHash.Size];
        hash.GetHashAndReset(digest);
        return ContentHash.FromBytes(digest);
    }

    public void Dispose() => hash.Dispose();
}
