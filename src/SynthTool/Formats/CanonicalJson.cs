using System.Buffers;
using System.Text.Json;

namespace SynthTool.Formats;

/// <summary>
/// The one way in which a JSON value is written before it is hashed or compared: members sorted by ordinal UTF-16 name,
/// no white space, escapes only where JSON demands them, numbers normalised without loss. Hashes that people paid for
/// hang on these bytes, so that nothing here leaves a choice to a library.
/// </summary>
internal static class CanonicalJson
{
    public static byte[] ToBytes(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(value, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    public static void Write(JsonElement value, IBufferWriter<byte> writer) => throw new NotImplementedException();

    /// <summary>Writes a JSON string with its quotes.</summary>
    public static void WriteString(ReadOnlySpan<char> text, IBufferWriter<byte> writer) => throw new NotImplementedException();

    /// <summary>Whether every string and name is valid UTF-8 without a lone surrogate, so that no reading of it can throw.</summary>
    public static bool IsWellFormed(JsonElement value) => throw new NotImplementedException();

    /// <summary>The first member name that occurs twice in one object, at any depth.</summary>
    public static bool TryFindDuplicate(JsonElement value, out string name) => throw new NotImplementedException();
}
