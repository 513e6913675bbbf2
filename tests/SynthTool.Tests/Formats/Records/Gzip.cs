using System.IO.Compression;
using System.Text;

namespace SynthTool.Tests.Formats.Records;

/// <summary>Packs as gzip does.</summary>
internal static class Gzip
{
    public static byte[] Pack(string text) => Pack(Encoding.UTF8.GetBytes(text));

    public static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
