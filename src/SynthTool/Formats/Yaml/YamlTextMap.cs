namespace SynthTool.Formats.Yaml;

/// <summary>Finds where the characters of a scalar's text stand in its file.</summary>
internal static class YamlTextMap
{
    /// <summary>
    /// The offset in the file of each UTF-16 unit of the text, and last the one behind it. Exact for everything that is
    /// written out; a line break or blank that folding made stands where the next word does.
    /// </summary>
    public static int[] Offsets(YamlSource source, YamlScalar scalar)
    {
        var start = source.OffsetOf(scalar.Place);
        return scalar.Style switch
        {
            YamlScalarStyle.Block => OfBlock(source, scalar, start),
            YamlScalarStyle.Quoted => OfFlow(source.Text, scalar.Text, start + 1, source.Text[start]),
            _ => OfFlow(source.Text, scalar.Text, start, quote: '\0'),
        };
    }

    private static int[] OfBlock(YamlSource source, YamlScalar scalar, int start)
    {
        var body = start + source.RestOfLine(scalar.Place).Length;
        return source.Text[start] == '|' ? OfLiteral(source.Text, scalar.Text, NextLine(source.Text, body)) : OfFlow(source.Text, scalar.Text, body, quote: '\0');
    }

    /// <summary>Every line of a literal block is the end of a line of the file: what stands before it is indentation.</summary>
    private static int[] OfLiteral(string file, string text, int line)
    {
        var offsets = new int[text.Length + 1];
        for (var at = 0; at <= text.Length;)
        {
            var length = text.AsSpan(at).IndexOf('\n') is var found && found < 0 ? text.Length - at : found;
            var end = file.AsSpan(line).IndexOfAny('\r', '\n') is var lineEnd && lineEnd < 0 ? file.Length : line + lineEnd;
            for (var i = 0; i <= length; i++)
            {
                offsets[at + i] = Math.Max(line, end - length + i);
            }

            at += length + 1;
            line = NextLine(file, end);
        }

        return offsets;
    }

    private static int NextLine(string file, int end) =>
        end >= file.Length ? file.Length : end + (file.AsSpan(end).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);

    /// <summary>Goes over both texts at once. Blanks and line breaks may differ by folding, all else follows in the same order.</summary>
    private static int[] OfFlow(string file, string text, int at, char quote)
    {
        var offsets = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
        {
            at = quote == '"' ? BehindJoinedLines(file, at) : at;
            if (quote == '"' && at < file.Length && file[at] == '\\')
            {
                offsets[i] = at;
                at += EscapeLength(file, at);
                if (char.IsHighSurrogate(text[i]) && file[offsets[i] + 1] == 'U')
                {
                    offsets[++i] = offsets[i - 1];
                }

                continue;
            }

            if (at < file.Length && file[at] != text[i])
            {
                at = BehindBlanks(file, at);
            }

            offsets[i] = Math.Min(at, file.Length);
            at += at < file.Length && file[at] == text[i] ? quote == '\'' && text[i] == '\'' ? 2 : 1 : 0;
        }

        offsets[text.Length] = Math.Min(at, file.Length);
        return offsets;
    }

    /// <summary>A backslash at a line's end joins it with the next one.</summary>
    private static int BehindJoinedLines(string file, int at)
    {
        while (at + 1 < file.Length && file[at] == '\\' && file[at + 1] is '\r' or '\n')
        {
            at = BehindBlanks(file, at + 1);
        }

        return at;
    }

    private static int BehindBlanks(string file, int at) =>
        file.AsSpan(at).IndexOfAnyExcept(" \t\r\n") is var blanks && blanks < 0 ? file.Length : at + blanks;

    private static int EscapeLength(string file, int at) => at + 1 >= file.Length ? 1 : file[at + 1] switch
    {
        'x' => 4,
        'u' => 6,
        'U' => 10,
        _ => 2,
    };
}
