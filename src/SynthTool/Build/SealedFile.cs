using System.Numerics;
using SynthTool.Files;

namespace SynthTool.Build;

/// <summary>
/// A disposable file with a checksum at its end: a damaged one is as if it had never been. The checksum is our own and
/// nothing here is generic, because it lies on the path of a build with nothing to do.
/// </summary>
internal static class SealedFile
{
    private const int ChecksumSize = sizeof(ulong);

    public static void Write(string absolute, MemoryStream content)
    {
        var length = (int)content.Length;
        content.Position = length;
        content.Write(BitConverter.GetBytes(Checksum(content.GetBuffer(), length)));
        AtomicFile.Write(absolute, content.GetBuffer().AsSpan(0, length + ChecksumSize), durable: false);
    }

    /// <summary>The content, or null when there is none or it is damaged.</summary>
    public static MemoryStream? Read(string absolute)
    {
        var file = FileContent.Read(absolute, int.MaxValue - 1024);
        var length = file.Bytes.Length - ChecksumSize;
        return file.Problem is null && length >= 0 && BitConverter.ToUInt64(file.Bytes, length) == Checksum(file.Bytes, length)
            ? new MemoryStream(file.Bytes, 0, length)
            : null;
    }

    /// <summary>How many items follow, of which each takes at least so many bytes: a number that cannot be is no reason to allocate.</summary>
    /// <exception cref="FormatException">The rest of the file cannot hold them.</exception>
    public static int ReadCount(BinaryReader reader, int leastBytes)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= (reader.BaseStream.Length - reader.BaseStream.Position) / leastBytes
            ? count
            : throw new FormatException("The file cannot hold so many items.");
    }

    // Every step can be undone, so that a single damaged word always gives another sum.
    private static ulong Checksum(byte[] bytes, int length)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        var sum = (ulong)length;
        var at = 0;
        for (; at <= length - sizeof(ulong); at += sizeof(ulong))
        {
            sum = BitOperations.RotateLeft(unchecked((sum ^ BitConverter.ToUInt64(bytes, at)) * Odd), 31);
        }

        for (; at < length; at++)
        {
            sum = BitOperations.RotateLeft(unchecked((sum ^ bytes[at]) * Odd), 31);
        }

        return sum;
    }
}
