namespace SynthTool.Formats.Records;

/// <summary>Where a cell's text lies in its record, without the quotes around it.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">In bytes.</param>
/// <param name="IsQuoted">Whether there are quotes around it.</param>
internal readonly record struct CsvCell(int Start, int Length, bool IsQuoted)
{
    /// <summary>Splits a record by RFC 4180; returns what is wrong with it, or null.</summary>
    /// <param name="record">Without its line end.</param>
    /// <param name="separator">A comma or a tab. Between tabs a quote is plain text but for a cell's beginning: files without any quoting are common there.</param>
    /// <param name="cells">Filled anew.</param>
    public static string? Split(ReadOnlySpan<byte> record, byte separator, List<CsvCell> cells)
    {
        cells.Clear();
        for (var at = 0; ;)
        {
            var isQuoted = at < record.Length && record[at] == '"';
            if ((isQuoted ? AddQuoted(record, separator, ref at, cells) : AddPlain(record, separator, ref at, cells)) is { } problem)
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
        if (!IsQuoted || !raw.ContainsAny((byte)'"', (byte)'\r'))
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

    private static string? AddPlain(ReadOnlySpan<byte> record, byte separator, ref int at, List<CsvCell> cells)
    {
        var length = record[at..].IndexOf(separator);
        length = length < 0 ? record.Length - at : length;
        if (separator == ',' && record.Slice(at, length).Contains((byte)'"'))
        {
            return FormattableString.Invariant($"cell {cells.Count + 1} has a quote inside; such a cell is quoted as a whole, and its quotes are doubled");
        }

        cells.Add(new CsvCell(at, length, IsQuoted: false));
        at += length;
        return null;
    }

    private static string? AddQuoted(ReadOnlySpan<byte> record, byte separator, ref int at, List<CsvCell> cells)
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

        cells.Add(new CsvCell(start, at - 1 - start, IsQuoted: true));
        return at == record.Length || record[at] == separator ? null : FormattableString.Invariant($"something follows the closing quote of cell {cells.Count}");
    }
}
