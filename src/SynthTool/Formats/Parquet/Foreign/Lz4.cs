namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Unpacks a block of LZ4: pieces of plain bytes, each followed by a repetition of something before.</summary>
internal static class Lz4
{
    private const int LeastRepetition = 4;

    /// <summary>How many bytes were written, or -1 when the block is damaged or the room too small.</summary>
    public static int Unpack(ReadOnlySpan<byte> packed, Span<byte> room)
    {
        var (at, written) = (0, 0);
        while (at < packed.Length)
        {
            var token = packed[at++];
            if (!TryLength(packed, ref at, token >> 4, out var plain) || plain > packed.Length - at || plain > room.Length - written)
            {
                return -1;
            }

            packed.Slice(at, plain).CopyTo(room[written..]);
            (at, written) = (at + plain, written + plain);
            if (at == packed.Length)
            {
                return written; // the last piece is plain
            }

            if (packed.Length - at < 2)
            {
                return -1;
            }

            var back = packed[at] | (packed[at + 1] << 8);
            at += 2;
            if (!TryLength(packed, ref at, token & 15, out var length) || back == 0 || back > written || length > room.Length - written - LeastRepetition)
            {
                return -1;
            }

            // What is repeated may reach into what it becomes.
            for (var end = written + length + LeastRepetition; written < end; written++)
            {
                room[written] = room[written - back];
            }
        }

        return written;
    }

    private static bool TryLength(ReadOnlySpan<byte> packed, ref int at, int begun, out int length)
    {
        length = begun;
        for (var more = begun == 15; more;)
        {
            if (at == packed.Length || length > int.MaxValue - 1024)
            {
                return false;
            }

            more = packed[at] == 255;
            length += packed[at++];
        }

        return true;
    }
}
