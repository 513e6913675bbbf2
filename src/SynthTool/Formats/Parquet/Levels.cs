using System.Numerics;

namespace SynthTool.Formats.Parquet;

/// <summary>Small numbers as the format packs them: runs of one number, or eight at a time with few bits each.</summary>
internal static class Levels
{
    /// <summary>How many bits a number up to this one takes.</summary>
    public static int WidthOf(int most) => 32 - BitOperations.LeadingZeroCount((uint)most);

    /// <summary>Unpacks numbers.</summary>
    /// <param name="packed">The runs.</param>
    /// <param name="width">Bits a number; up to 24.</param>
    /// <param name="count">How many numbers the runs hold at least.</param>
    /// <param name="most">The largest number that is right.</param>
    public static int[] Unpack(ReadOnlySpan<byte> packed, int width, int count, int most)
    {
        var numbers = new int[count];
        var position = 0;
        for (var done = 0; done < count;)
        {
            var header = Varint(packed, ref position);
            var length = (int)Math.Min(header >> 1, int.MaxValue / 8);
            var room = numbers.AsSpan(done);
            done += (header & 1) == 0
                ? Repeat(packed, ref position, width, room[..Math.Min(length, room.Length)])
                : Unpack(packed, ref position, width, room[..Math.Min(length * 8, room.Length)], length);
        }

        var isRight = count == 0 || (most >= 0 && !numbers.AsSpan().ContainsAnyExceptInRange(0, most));
        return isRight ? numbers : throw Damaged();
    }

    private static int Repeat(ReadOnlySpan<byte> packed, ref int position, int width, Span<int> numbers)
    {
        var number = 0;
        for (var i = 0; i < (width + 7) / 8; i++)
        {
            number |= At(packed, position++) << (8 * i);
        }

        numbers.Fill(number);
        return numbers.Length > 0 ? numbers.Length : throw Damaged();
    }

    private static int Unpack(ReadOnlySpan<byte> packed, ref int position, int width, Span<int> numbers, int groups)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = 0;
            for (var bit = 0; bit < width; bit++)
            {
                var at = ((long)i * width) + bit;
                number |= ((At(packed, position + (int)(at / 8)) >> (int)(at % 8)) & 1) << bit;
            }

            numbers[i] = number;
        }

        position = (int)Math.Min((long)position + ((long)groups * width), int.MaxValue);
        return numbers.Length > 0 ? numbers.Length : throw Damaged();
    }

    private static uint Varint(ReadOnlySpan<byte> packed, ref int position)
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = At(packed, position++);
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    private static byte At(ReadOnlySpan<byte> packed, int position) => position < packed.Length ? packed[position] : throw Damaged();

    private static ParquetFailure Damaged() => ParquetFailure.Unreadable("the structure of a page of it is damaged");
}
