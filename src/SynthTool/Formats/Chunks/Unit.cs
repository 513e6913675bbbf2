namespace SynthTool.Formats.Chunks;

/// <summary>A piece of text that is not cut unless it is too long by itself.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Words">How many runs of anything but white space it has.</param>
/// <param name="Heading">What its chunk is called when it comes first.</param>
/// <param name="IsGoodStart">Whether a chunk begins better here than at most other units: at a heading, or at a sentence.</param>
internal readonly record struct Unit(int Start, int End, int Words, string? Heading, bool IsGoodStart)
{
    /// <summary>How many characters decide about the cut before a unit: an edit further down moves nothing.</summary>
    private const int Deciding = 64;

    /// <summary>The order in which units are cut off: the least first. It follows from the unit's own first characters.</summary>
    public ulong Rank(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text[Start..Math.Min(End, Start + Deciding)])
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        return (hash >> 1) | (IsGoodStart ? 0UL : 1UL << 63);
    }

    public static int CountWords(ReadOnlySpan<char> text)
    {
        var (count, isInWord) = (0, false);
        foreach (var unit in text)
        {
            var isSpace = char.IsWhiteSpace(unit);
            count += !isSpace && !isInWord ? 1 : 0;
            isInWord = !isSpace;
        }

        return count;
    }
}
