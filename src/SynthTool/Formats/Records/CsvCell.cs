namespace SynthTool.Formats.Records;

/// <summary>Where a cell's text lies in its record, without the quotes around it.</summary>
internal readonly record struct CsvCell(int Start, int Length)
{
    /// <summary>Splits a record by RFC 4180; returns what is wrong with it, or null.</summary>
    public static string? Split(ReadOnlySpan<byte> record, List<CsvCell> cells)
    {
        cells.Clear();
        for (var at = 0; ;)
        {
            var isQuoted = at < record.Length && record[at] == '"';
            if ((isQuoted ? AddQuoted(record, ref at, cells) : AddPlain(record, ref at, cells)) is { } problem)
            {
                return problem;
            }

            if (at == record.Length)
            {
                return null;
            }

            at++;
        }
    }

    /// <summary>The cell's text: <c>""</c> is one quote, <c>\r\n</c> is <c>\n</c>.</summary>
    /// <param name="room">At least as long as the cell.</param>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> record, Span<byte> room)
    {
        var raw = record.Slice(Start, Length);
        if (!raw.ContainsAny((byte)'"', (byte)'\r'))
        {
            return raw;
        }

        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var isDropped = i + 1 < raw.Length && ((raw[i] == '\r' && raw[i + 1] == '\n') || (raw[i] == '"' && raw[i + 1] == '"'));
            i += isDropped ? 1 : 0;
            room[length++] = raw[i];
        }

        return room[..length];
    }

    private static string? AddPlain(ReadOnlySpan<byte> record, ref int at, List<CsvCell> cells)
    {
        var length = record[at..].IndexOf((byte)',');
        length = length < 0 ? record.Length - at : length;
        if (record.Slice(at, length).Contains((byte)'"'))
        {
            return FormattableString.Invariant($"cell {cells.Count + 1} has a quote inside; such a cell is quoted as a whole, and its quotes are doubled");
        }

        cells.Add(new CsvCell(at, length));
        at += length;
        return null;
    }

    private static string? AddQuoted(ReadOnlySpan<byte> record, ref int at, List<CsvCell> cells)
    {
        var start = ++at;
        while (true)
        {
            var quote = record[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return FormattableString.Invariant($"the quote of cell {cells.Count + 1} is never closed");
            }

            at += quote + 1;
            if (at == record.Length || record[at] != '"')
            {
                break;
            }

            at++;
        }

        cells.Add(new CsvCell(start, at - 1 - start));
        return at == record.Length || record[at] == ',' ? null : FormattableString.Invariant($"something follows the closing quote of cell {cells.Count}");
    }
}
