namespace SynthTool.Cli;

/// <summary>A dataset's name as the line <c>dataset: name</c> of a definition gives it.</summary>
internal static class DatasetName
{
    private const string Key = "dataset:";

    /// <summary>The name, or null when there is no such line.</summary>
    public static string? In(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(Key, StringComparison.Ordinal))
            {
                var comment = line.IndexOf(" #", StringComparison.Ordinal);
                var name = (comment < 0 ? line : line[..comment])[Key.Length..].Trim().Trim("\"'");
                return name.IsEmpty ? null : name.ToString();
            }
        }

        return null;
    }
}
