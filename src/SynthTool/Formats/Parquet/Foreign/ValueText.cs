using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using SynthTool.Files;

namespace SynthTool.Formats.Parquet.Foreign;

/// <summary>Writes values that are no text as JSON would have them: numbers exactly, days and times as ISO 8601.</summary>
internal static class ValueText
{
    /// <summary>Room that every value fits into.</summary>
    public const int MaxLength = 256;

    private const int MaxDecimalBytes = 32;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int SecondsPerDay = 86_400;
    private const int JulianDayOf1970 = 2_440_588;

    /// <summary>Whether the values stand in quotes.</summary>
    public static bool IsQuoted(Meaning meaning) => meaning is Meaning.Uuid or Meaning.Date or Meaning.Time or Meaning.Timestamp or Meaning.JulianTime;

    /// <param name="leaf">The column.</param>
    /// <param name="value">As it lies in a plain page.</param>
    /// <param name="room">Takes the text, without quotes.</param>
    /// <returns>How long it is.</returns>
    /// <exception cref="ParquetFailure">The value has no form in JSON.</exception>
    public static int Write(ForeignLeaf leaf, ReadOnlySpan<byte> value, Span<byte> room) => leaf.Meaning switch
    {
        Meaning.Boolean => Put(value[0] != 0 ? "true"u8 : "false"u8, room),
        Meaning.Signed or Meaning.Date when value.Length == sizeof(int) => leaf.Meaning is Meaning.Date ? Date(Whole(value), room) : Put(Whole(value), room),
        Meaning.Signed => Put(Whole(value), room),
        Meaning.Unsigned => Put(value.Length == sizeof(int) ? BinaryPrimitives.ReadUInt32LittleEndian(value) : BinaryPrimitives.ReadUInt64LittleEndian(value), room),
        Meaning.Half => Floating(leaf, BinaryPrimitives.ReadHalfLittleEndian(value), room),
        Meaning.Single => Floating(leaf, BinaryPrimitives.ReadSingleLittleEndian(value), room),
        Meaning.Double => Floating(leaf, BinaryPrimitives.ReadDoubleLittleEndian(value), room),
        Meaning.Decimal => Decimal(leaf, value, room),
        Meaning.Uuid => Put(new Guid(value, bigEndian: true), room),
        Meaning.Time => TimeOfDay(Whole(value), leaf.PerSecond, room),
        Meaning.Timestamp => Moment(Whole(value), leaf.PerSecond, leaf.IsUtc, room),
        Meaning.JulianTime => Julian(value, room),
        _ => throw Bits.Damaged(),
    };

    private static long Whole(ReadOnlySpan<byte> value) => value.Length == sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value);

    private static int Put(ReadOnlySpan<byte> text, Span<byte> room)
    {
        text.CopyTo(room);
        return text.Length;
    }

    private static int Put<T>(T value, Span<byte> room, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
        => value.TryFormat(room, out var length, format, CultureInfo.InvariantCulture) ? length : throw Bits.Damaged();

    private static int Floating<T>(ForeignLeaf leaf, T value, Span<byte> room)
        where T : IFloatingPoint<T>
        => T.IsFinite(value)
            ? Put(value, room)
            : throw new ParquetFailure(ParquetDiagnostics.ValueRefused, $"the column {Quoted.Text(leaf.Path)} holds {(T.IsNaN(value) ? "NaN" : "an infinite number")}");

    private static int Decimal(ForeignLeaf leaf, ReadOnlySpan<byte> value, Span<byte> room)
    {
        var isNumber = leaf.Physical is Physical.Int32 or Physical.Int64;
        if (!isNumber && value.Length is 0 or > MaxDecimalBytes)
        {
            throw Bits.Damaged();
        }

        var whole = isNumber ? Whole(value) : new BigInteger(value, isUnsigned: false, isBigEndian: true);
        var sign = whole.Sign < 0 ? Put("-"u8, room) : 0;
        Span<byte> digits = stackalloc byte[MaxLength];
        var count = PutDigits(BigInteger.Abs(whole), leaf.Scale + 1, digits);
        var before = count - leaf.Scale;
        digits[..before].CopyTo(room[sign..]);
        if (leaf.Scale == 0)
        {
            return sign + before;
        }

        room[sign + before] = (byte)'.';
        digits[before..count].CopyTo(room[(sign + before + 1)..]);
        return sign + count + 1;
    }

    private static int PutDigits(BigInteger number, int least, Span<byte> room)
    {
        Span<char> digits = stackalloc char[MaxLength];
        if (!number.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture))
        {
            throw Bits.Damaged();
        }

        var zeros = Math.Max(0, least - count);
        room[..zeros].Fill((byte)'0');
        return zeros + System.Text.Encoding.ASCII.GetBytes(digits[..count], room[zeros..]);
    }

    private static int Julian(ReadOnlySpan<byte> value, Span<byte> room)
    {
        var days = BinaryPrimitives.ReadInt32LittleEndian(value[8..]) - (long)JulianDayOf1970;
        var nanoseconds = BinaryPrimitives.ReadInt64LittleEndian(value);
        return nanoseconds is >= 0 and < SecondsPerDay * NanosecondsPerSecond ? DateAndTime(days, nanoseconds, isUtc: false, room) : throw Bits.Damaged();
    }

    private static int Moment(long value, long perSecond, bool isUtc, Span<byte> room)
    {
        var perDay = SecondsPerDay * perSecond;
        var days = Math.DivRem(value, perDay, out var rest);
        (days, rest) = rest < 0 ? (days - 1, rest + perDay) : (days, rest);
        return DateAndTime(days, rest * (NanosecondsPerSecond / perSecond), isUtc, room);
    }

    private static int DateAndTime(long days, long nanoseconds, bool isUtc, Span<byte> room)
    {
        var length = Date(days, room);
        room[length++] = (byte)'T';
        length += TimeOfDay(nanoseconds, NanosecondsPerSecond, room[length..]);
        return length + (isUtc ? Put("Z"u8, room[length..]) : 0);
    }

    // A fraction has the digits that it needs, so that a file that counts finer says the same.
    private static int TimeOfDay(long value, long perSecond, Span<byte> room)
    {
        var (seconds, fraction) = Math.DivRem(value, perSecond);
        if (value < 0 || seconds >= SecondsPerDay)
        {
            throw Bits.Damaged();
        }

        var length = Put(seconds / 3600, room, "00");
        room[length++] = (byte)':';
        length += Put(seconds / 60 % 60, room[length..], "00");
        room[length++] = (byte)':';
        length += Put(seconds % 60, room[length..], "00");
        if (fraction > 0)
        {
            room[length++] = (byte)'.';
            length += Put(fraction * (NanosecondsPerSecond / perSecond), room[length..], "000000000");
            length = room[..length].TrimEnd((byte)'0').Length;
        }

        return length;
    }

    // The calendar of today, reckoned into all past and future, in eras of 400 years that begin in March.
    private static int Date(long daysSince1970, Span<byte> room)
    {
        const int daysPerEra = 146_097;
        var days = daysSince1970 + 719_468;
        var era = Math.DivRem(days, daysPerEra, out var day);
        (era, day) = day < 0 ? (era - 1, day + daysPerEra) : (era, day);
        var yearOfEra = (day - (day / 1460) + (day / 36_524) - (day / (daysPerEra - 1))) / 365;
        var dayOfYear = day - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var month = ((5 * dayOfYear) + 2) / 153;
        var year = yearOfEra + (era * 400) + (month >= 10 ? 1 : 0);
        var length = year is >= 0 and <= 9999 ? Put(year, room, "0000") : Put(year, room, "+000000;-000000");
        room[length++] = (byte)'-';
        length += Put(month < 10 ? month + 3 : month - 9, room[length..], "00");
        room[length++] = (byte)'-';
        return length + Put(dayOfYear - (((153 * month) + 2) / 5) + 1, room[length..], "00");
    }
}
