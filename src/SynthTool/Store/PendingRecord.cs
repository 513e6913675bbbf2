namespace SynthTool.Store;

/// <summary>A record that waits to be written.</summary>
/// <param name="Key">The request's key.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Bytes">A whole record of which only the answer is filled in; the writer completes it.</param>
internal sealed record PendingRecord(ContentHash Key, RecordKind Kind, byte[] Bytes)
{
    /// <summary>How many failures this one stands in for; the writer knows.</summary>
    public byte Attempt { get; init; }

    public static PendingRecord Forgotten(in ContentHash key) => new(key, RecordKind.Forgotten, new byte[PackFormat.AnswerOffset]);

    /// <summary>Null when the answer is larger than a record may be.</summary>
    public static PendingRecord? Of(in ContentHash key, Answer answer)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(AnswerBytes.MaxSize(answer));
        var answerSpan = buffer.AsSpan(0, AnswerBytes.Write(answer, buffer));
        byte[]? bytes = null;
        if (answerSpan.Length <= Answer.MaxBytes)
        {
            bytes = new byte[PackFormat.AnswerOffset + answerSpan.Length];
            answerSpan.CopyTo(bytes.AsSpan(PackFormat.AnswerOffset));
        }

        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return bytes is null ? null : new PendingRecord(key, answer.Replaces ? RecordKind.Replacement : RecordKind.Answer, bytes);
    }
}
