namespace SynthTool.Build;

/// <summary>
/// A short name for a path, for files that can be made again. Not SHA-256: loading the system's cryptography takes a
/// build with nothing to do longer than all of its own work.
/// </summary>
internal static class PathHash
{
    /// <summary>16 hex digits; FNV-1a over the path's UTF-16 units.</summary>
    public static string Of(string path)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in path)
        {
            hash = unchecked((hash ^ unit) * 1099511628211UL);
        }

        return hash.ToString("x16", null);
    }
}
