using System.Buffers;

namespace SynthTool.Store;

/// <summary>Writes answers as lines of <see cref="AnswerJson"/>.</summary>
internal static class ResponseExport
{
    private const int FlushBytes = 256 * 1024;

    /// <summary>Writes the answers of the keys in the keys' order, each once.</summary>
    /// <returns>How many were written: keys without an answer are passed over.</returns>
    public static long Run(Stream destination, IEnumerable<ContentHash> keys, IResponses responses)
    {
        var lines = new ArrayBufferWriter<byte>(FlushBytes);
        long count = 0;
        foreach (var key in keys.Distinct().Order())
        {
            if (responses.TryGet(key, out var answer))
            {
                AnswerJson.Write(lines, key, answer);
                lines.Write("\n"u8);
                count++;
            }

            if (lines.WrittenCount >= FlushBytes)
            {
                destination.Write(lines.WrittenSpan);
                lines.ResetWrittenCount();
            }
        }

        destination.Write(lines.WrittenSpan);
        return count;
    }
}
