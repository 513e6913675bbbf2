using System.Text.Unicode;

namespace SynthTool.Formats.Records;

/// <summary>Some consecutive whole records of one file, with the bytes between them. Used again and again.</summary>
internal sealed class RecordBatch
{
    private byte[] bytes = [];
    private bool? isPlain;

    public RecordFile File { get; private set; } = null!;

    /// <summary>Where in the file the batch begins.</summary>
    public long Offset { get; private set; }

    /// <summary>How many bytes the batch covers; a further batch begins right behind, unless a record was too large to be held.</summary>
    public int Length { get; set; }

    public List<RawRecord> Records { get; } = [];

    /// <summary>All bytes; more may lie behind <see cref="Length"/>.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Whether all of it is UTF-8 without NUL, so that no record needs another look.</summary>
    public bool IsPlain => isPlain ??= Utf8.IsValid(bytes.AsSpan(0, Length)) && !bytes.AsSpan(0, Length).Contains((byte)0);

    public ReadOnlyMemory<byte> BytesOf(in RawRecord record) => bytes.AsMemory(record.Start, record.Length);

    public void Reset(RecordFile file, long offset)
    {
        File = file;
        Offset = offset;
        Length = 0;
        isPlain = null;
        Records.Clear();
    }

    public void Grow(int capacity)
    {
        if (bytes.Length < capacity)
        {
            Array.Resize(ref bytes, capacity);
        }
    }
}
