namespace SynthTool.Formats.Chunks;

/// <summary>Takes a paragraph apart that is too long for one chunk: into sentences and lines, and those into words.</summary>
internal static class ParagraphUnits
{
    /// <summary>Each begins behind a sentence's end or at a line's beginning.</summary>
    public static List<Unit> Sentences(string text, Unit paragraph)
    {
        var units = new List<Unit>();
        var start = paragraph.Start;
        var isGood = true;
        for (var i = paragraph.Start; i < paragraph.End; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            var isSentence = IsSentenceEnd(text, start, i);
            if (isSentence || text[i] == '\n')
            {
                Add(units, text, start, i, paragraph.Heading, isGood);
                (start, isGood) = (i + 1, isSentence);
            }
        }

        Add(units, text, start, paragraph.End, paragraph.Heading, isGood);
        return units;
    }

    public static List<Unit> Words(string text, Unit sentence)
    {
        var units = new List<Unit>();
        var start = sentence.Start;
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                Add(units, text, start, i, sentence.Heading, isGood: true);
                start = i + 1;
            }
        }

        Add(units, text, start, sentence.End, sentence.Heading, isGood: true);
        return units;
    }

    private static void Add(List<Unit> units, string text, int start, int end, string? heading, bool isGood)
    {
        var trimmed = text.AsSpan(start, end - start).TrimEnd();
        if (!trimmed.IsWhiteSpace())
        {
            units.Add(new Unit(start, start + trimmed.Length, Unit.CountWords(trimmed), heading, isGood));
        }
    }

    private static bool IsSentenceEnd(string text, int start, int end)
    {
        var before = text.AsSpan(start, end - start).TrimEnd("\"')]”’»*_");
        return !before.IsEmpty && before[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？';
    }
}
