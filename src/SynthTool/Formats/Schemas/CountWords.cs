namespace SynthTool.Formats.Schemas;

/// <summary>Counts in words.</summary>
internal static class CountWords
{
    /// <summary>Such as <c>must have at least 3 items, has 1</c>.</summary>
    public static string Message(bool isMinimum, long limit, string noun, long count) =>
        FormattableString.Invariant($"must have {(isMinimum ? "at least" : "at most")} {Of(limit, noun)}, has {count}");

    /// <summary>Such as <c>1 item</c>, <c>2 properties</c>.</summary>
    public static string Of(long count, string noun) =>
        FormattableString.Invariant($"{count} {(count == 1 ? noun : noun == "property" ? "properties" : noun + "s")}");
}
