using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SynthTool.Store;

/// <summary>
/// An answer as bytes: what packs hold, and what a digest is of. One answer has one form:
/// <c>[version][which parts][finish][text]</c> and, where present, <c>[input][output]</c>, reasoning, tool calls, reason of failure;
/// texts as UTF-8 after their length, numbers seven bits a byte from the low end.
/// </summary>
internal static class AnswerBytes
{
    /// <summary>Part of every digest: a change would make every answer look changed.</summary>
    public const byte Version = 1;

    private const byte HasUsage = 1;
    private const byte HasReasoning = 2;
    private const byte HasToolCalls = 4;
    private const byte HasFailure = 8;
    private const int MaxNumberBytes = 10;

    public static ContentHash DigestOf(Answer answer)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxSize(answer));
        Span<byte> digest = stackalloc byte[ContentHash.Size];
        SHA256.HashData(buffer.AsSpan(0, Write(answer, buffer)), digest);
        ArrayPool<byte>.Shared.Return(buffer);
        return ContentHash.FromBytes(digest);
    }

    /// <summary>A size that the answer's bytes cannot exceed.</summary>
    public static int MaxSize(Answer answer) => checked(
        2 + (2 * MaxNumberBytes) + MaxSize(answer.Finish) + MaxSize(answer.Text) + MaxSize(answer.Reasoning) + MaxSize(answer.ToolCalls) + MaxSize(answer.Failure?.Reason));

    /// <summary>Writes the answer and returns how many bytes it took.</summary>
    public static int Write(Answer answer, Span<byte> destination)
    {
        destination[0] = Version;
        destination[1] = (byte)((answer.Usage is null ? 0 : HasUsage) | (answer.Reasoning is null ? 0 : HasReasoning)
            | (answer.ToolCalls is null ? 0 : HasToolCalls) | (answer.Failure is null ? 0 : HasFailure));
        var at = 2;
        WriteText(answer.Finish, destination, ref at);
        WriteText(answer.Text, destination, ref at);
        if (answer.Usage is { } usage)
        {
            WriteNumber((ulong)usage.Input, destination, ref at);
            WriteNumber((ulong)usage.Output, destination, ref at);
        }

        WriteText(answer.Reasoning, destination, ref at);
        WriteText(answer.ToolCalls, destination, ref at);
        WriteText(answer.Failure?.Reason, destination, ref at);
        return at;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Answer answer)
    {
        answer = null!;
        if (bytes.Length < 2 || bytes[0] != Version)
        {
            return false;
        }

        try
        {
            var at = 2;
            var finish = ReadText(bytes, ref at);
            var text = ReadText(bytes, ref at);
            answer = new Answer(text, finish)
            {
                Usage = (bytes[1] & HasUsage) == 0 ? null : new TokenUsage(checked((long)ReadNumber(bytes, ref at)), checked((long)ReadNumber(bytes, ref at))),
                Reasoning = (bytes[1] & HasReasoning) == 0 ? null : ReadText(bytes, ref at),
                ToolCalls = (bytes[1] & HasToolCalls) == 0 ? null : ReadText(bytes, ref at),
                Failure = (bytes[1] & HasFailure) == 0 ? null : new AnswerFailure(ReadText(bytes, ref at)),
            };
            return at == bytes.Length;
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException or JsonException)
        {
            return false; // lengths that lead outside: no answer was written like this
        }
    }

    /// <summary>Whether the bytes are those of a failure, without reading the rest.</summary>
    public static bool IsFailure(ReadOnlySpan<byte> bytes) => bytes.Length >= 2 && (bytes[1] & HasFailure) != 0;

    private static int MaxSize(string? text) => text is null ? 0 : MaxNumberBytes + Encoding.UTF8.GetMaxByteCount(text.Length);

    private static void WriteText(string? text, Span<byte> destination, ref int at)
    {
        if (text is not null)
        {
            WriteNumber((ulong)Encoding.UTF8.GetByteCount(text), destination, ref at);
            at += Encoding.UTF8.GetBytes(text, destination[at..]);
        }
    }

    private static string ReadText(ReadOnlySpan<byte> bytes, ref int at)
    {
        var length = ReadNumber(bytes, ref at);
        var text = bytes.Slice(at, length > (ulong)bytes.Length ? -1 : (int)length);
        at += text.Length;
        return Encoding.UTF8.GetString(text);
    }

    private static void WriteNumber(ulong number, Span<byte> destination, ref int at)
    {
        while (number >= 0x80)
        {
            destination[at++] = (byte)(number | 0x80);
            number >>= 7;
        }

        destination[at++] = (byte)number;
    }

    private static ulong ReadNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = bytes[at++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        return number;
    }
}
