namespace SynthTool.Build;

/// <summary>A dataset's name as the line <c>dataset: name</c> of a definition gives it, without reading the rest.</summary>
internal static class DatasetName
{
    /// <summary>The name, or null when there is no such line.</summary>
    public static string? In(string text) => In(text, "dataset:");

    /// <summary>What the line <c>description: text</c> says, or null when there is no such line.</summary>
    public static string? DescriptionIn(string text) => In(text, "description:");

    private static string? In(string text, string key)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(key, StringComparison.Ordinal))
            {
                var comment = line.IndexOf(" #", StringComparison.Ordinal);
                var value = (comment < 0 ? line : line[..comment])[key.Length..].Trim().Trim("\"'");
                return value.IsEmpty ? null : value.ToString();
            }
        }

        return null;
    }
}
