namespace SynthTool.Files;

/// <summary>A path with the links of all its existing parts followed.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The path where the parts end up; parts that do not exist stay as they are. A loop of links is left unresolved, so nothing is there.</summary>
    public static string Of(string absolute)
    {
        var links = 0;
        var root = Path.GetPathRoot(absolute)!;
        var real = root;
        var ahead = new Stack<string>(Parts(absolute[root.Length..]).Reverse());
        while (ahead.TryPop(out var part))
        {
            if (part is "." or "..")
            {
                real = part == "." ? real : Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Join(real, part);
            if (new FileInfo(next).LinkTarget is not { } target || ++links > MaxLinks)
            {
                real = next;
                continue;
            }

            if (Path.IsPathRooted(target))
            {
                real = Path.GetPathRoot(target)!;
                target = target[real.Length..];
            }

            foreach (var step in Parts(target).Reverse())
            {
                ahead.Push(step);
            }
        }

        return real;
    }

    private static string[] Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
