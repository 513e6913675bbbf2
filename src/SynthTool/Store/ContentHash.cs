using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SynthTool.Store;

/// <summary>A SHA-256 digest: the identity of some bytes. 32 bytes, written as 64 lowercase hex digits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ContentHash(ulong A, ulong B, ulong C, ulong D) : IComparable<ContentHash>
{
    /// <summary>How many bytes a digest has.</summary>
    public const int Size = 32;

    public static ContentHash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(bytes, digest);
        return FromBytes(digest);
    }

    /// <summary>The digest of the text's UTF-8 bytes.</summary>
    public static ContentHash Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static ContentHash FromBytes(ReadOnlySpan<byte> digest) => new(
        BinaryPrimitives.ReadUInt64BigEndian(digest),
        BinaryPrimitives.ReadUInt64BigEndian(digest[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(digest[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(digest[24..]));

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, A);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], D);
    }

    /// <summary>Reads 64 hex digits of either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out ContentHash hash)
    {
        Span<byte> digest = stackalloc byte[Size];
        var valid = hex.Length == Size * 2
            && Convert.FromHexString(hex, digest, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == Size;
        hash = valid ? FromBytes(digest) : default;
        return valid;
    }

    public int CompareTo(ContentHash other)
    {
        var order = A.CompareTo(other.A);
        order = order != 0 ? order : B.CompareTo(other.B);
        order = order != 0 ? order : C.CompareTo(other.C);
        return order != 0 ? order : D.CompareTo(other.D);
    }

    /// <summary>The first <paramref name="digits"/> hex digits, for names that people read.</summary>
    public string Short(int digits = 12) => ToString()[..digits];

    public override string ToString()
    {
        Span<byte> digest = stackalloc byte[Size];
        CopyTo(digest);
        return Convert.ToHexStringLower(digest);
    }

    public static bool operator <(ContentHash left, ContentHash right) => left.CompareTo(right) < 0;

    public static bool operator >(ContentHash left, ContentHash right) => left.CompareTo(right) > 0;

    public static bool operator <=(ContentHash left, ContentHash right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ContentHash left, ContentHash right) => left.CompareTo(right) >= 0;
}
