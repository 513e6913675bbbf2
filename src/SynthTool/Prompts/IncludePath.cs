namespace SynthTool.Prompts;

/// <summary>Where an include's name leads: always below the folder of the root template.</summary>
internal static class IncludePath
{
    private const int Longest = 1000;

    /// <returns>The path in the repository; null when the name leaves the folder or is no relative path.</returns>
    public static string? Resolve(string name, string rootFolder)
    {
        var isPlain = name.Length is > 0 and <= Longest
            && !name.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
            && name.Split('/').All(part => part.Length > 0 && part.Trim('.').Length > 0 && part.Trim() == part);
        var folder = rootFolder.TrimEnd('/');
        return !isPlain ? null : folder.Length == 0 || folder == "." ? name : folder + "/" + name;
    }
}
