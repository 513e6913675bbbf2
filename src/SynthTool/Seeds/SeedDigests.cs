using System.Buffers.Binary;
using System.Security.Cryptography;
using SynthTool.Store;

namespace SynthTool.Seeds;

/// <summary>Digests over many seeds, from the index alone.</summary>
internal static class SeedDigests
{
    private const int SeedsAtOnce = 4096;

    /// <summary>Of all keys in their order.</summary>
    public static ContentHash OfOrder(KeyIndex keys) => Of(keys, 0, keys.Count, withContent: false);

    /// <summary>Of keys and contents in their order.</summary>
    public static ContentHash OfSeeds(KeyIndex keys, int first, int count) => Of(keys, first, count, withContent: true);

    private static ContentHash Of(KeyIndex keys, int first, int count, bool withContent)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[SeedsAtOnce * 16];
        for (var i = 0; i < count;)
        {
            var length = 0;
            for (; length < buffer.Length && i < count; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(length), keys.Key(first + i));
                length += 8;
                if (withContent)
                {
                    BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(length), keys.Content(first + i));
                    length += 8;
                }
            }

            hash.AppendData(buffer, 0, length);
        }

        return ContentHash.FromBytes(hash.GetHashAndReset());
    }
}
