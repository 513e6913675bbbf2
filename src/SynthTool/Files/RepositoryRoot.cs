namespace SynthTool.Files;

/// <summary>The folder that a dataset's paths are relative to and may not leave.</summary>
internal sealed class RepositoryRoot
{
    private const int MaxGitFileBytes = 64 * 1024;

    // Both when they are asked for: a build with nothing to do needs neither, and each reads the disk.
    private readonly Lazy<string> realRoot;
    private readonly Lazy<string> mainWorktreeRoot;

    private readonly bool isStandIn;

    private RepositoryRoot(string absolute, string? mainWorktree = null)
    {
        isStandIn = mainWorktree is not null;
        AbsolutePath = absolute;
        realRoot = new Lazy<string>(() => RealPath.Of(absolute));
        mainWorktreeRoot = new Lazy<string>(() => mainWorktree ?? MainWorktreeOf(absolute) ?? absolute);
    }

    /// <summary>The root as a full path without a separator at its end.</summary>
    public string AbsolutePath { get; }

    /// <summary>Where all worktrees of one git repository share what was bought: the main worktree's root, this root elsewhere.</summary>
    public string MainWorktreeRoot => mainWorktreeRoot.Value;

    /// <summary>The nearest folder upwards that holds <c>.git</c>, else the folder itself.</summary>
    public static RepositoryRoot Find(string absoluteFolder)
    {
        var start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(absoluteFolder, absoluteFolder));
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (FileStamp.Of(Path.Combine(folder, ".git")) is not null)
            {
                return new RepositoryRoot(folder);
            }
        }

        return new RepositoryRoot(start);
    }

    /// <summary>A folder that stands for another state of a repository, and shares what was bought with it.</summary>
    public static RepositoryRoot At(string absoluteFolder, RepositoryRoot like) => new(absoluteFolder, like.MainWorktreeRoot);

    /// <summary>Whether <see cref="Find"/> gives this root for a folder below it: not where a repository of its own lies between.</summary>
    /// <param name="folder">Repository path; empty for the root.</param>
    public bool Owns(string folder)
    {
        for (var path = folder; path.Length > 0; path = path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "")
        {
            if (FileStamp.Of(Path.Join(Absolute(path), ".git")) is not null)
            {
                return false;
            }
        }

        return folder.Length == 0 || isStandIn || FileStamp.Of(Path.Join(AbsolutePath, ".git")) is not null;
    }

    /// <param name="repoPath">Relative to the root, with <c>/</c>; empty for the root.</param>
    public string Absolute(string repoPath) => repoPath.Length == 0 ? AbsolutePath : Path.Join(AbsolutePath, repoPath.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The path relative to the root, with <c>/</c>; empty for the root, beginning with <c>../</c> for what lies elsewhere.</summary>
    public string Relative(string absolute)
    {
        var relative = Path.GetRelativePath(AbsolutePath, absolute);
        return relative == "." ? "" : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>Turns a path that a user wrote into one relative to the root. Nothing needs to be there.</summary>
    /// <param name="baseFolderRepoPath">The folder that the path is relative to; empty for the root.</param>
    /// <param name="written">As written, with <c>/</c> or <c>\</c>; may be a pattern of <see cref="Glob"/>.</param>
    /// <param name="repoPath">Normalised: without <c>.</c>, <c>..</c> and doubled separators.</param>
    /// <param name="error">Why the path is refused; begins in lower case, to follow what is refused.</param>
    public bool TryResolve(string baseFolderRepoPath, string written, out string repoPath, out string error)
    {
        repoPath = "";
        error = Refusal(written) ?? "";
        if (error.Length == 0 && Normalised(baseFolderRepoPath, written) is { } normalised)
        {
            repoPath = normalised;
            error = StaysInside(normalised) ? "" : "leaves the repository through a link";
        }
        else if (error.Length == 0)
        {
            error = "leaves the repository";
        }

        return error.Length == 0;
    }

    /// <summary>Whether the path, with the links of its existing parts followed, lies below the root.</summary>
    public bool StaysInside(string repoPath)
    {
        var real = RealPath.Of(Absolute(repoPath));
        var top = realRoot.Value;
        return real == top || real.StartsWith(Path.EndsInDirectorySeparator(top) ? top : top + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string? Refusal(string written) => written switch
    {
        "" => "is empty",
        _ when written.Any(char.IsControl) => "has control characters",
        _ when written[0] is '/' or '\\' => "is absolute; paths are relative to the file that names them",
        _ when written.Length >= 2 && written[1] == ':' && char.IsAsciiLetter(written[0]) => "names a drive; paths are relative to the file that names them",
        _ => null,
    };

    private static string? Normalised(string baseFolder, string written)
    {
        var parts = new List<string>();
        foreach (var part in $"{baseFolder}/{written}".Replace('\\', '/').Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return string.Join('/', parts);
    }

    // A worktree's .git is a file that names its folder below the main repository's .git, and that folder names the worktree in turn.
    // Both directions must agree: a .git file that came with an archive must not lead elsewhere.
    private static string? MainWorktreeOf(string root)
    {
        var dotGit = Path.Combine(root, ".git");
        if (FirstLine(dotGit) is not { } line || !line.StartsWith("gitdir: ", StringComparison.Ordinal))
        {
            return null;
        }

        var gitFolder = Path.GetFullPath(line["gitdir: ".Length..], root);
        if (FirstLine(Path.Combine(gitFolder, "commondir")) is not { } common || FirstLine(Path.Combine(gitFolder, "gitdir")) is not { } back)
        {
            return null;
        }

        var commonFolder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(common, gitFolder));
        var agrees = RealPath.Of(Path.GetFullPath(back, gitFolder)) == RealPath.Of(dotGit);
        return agrees && Path.GetFileName(commonFolder) == ".git" ? Path.GetDirectoryName(commonFolder) : null;
    }

    private static string? FirstLine(string absolute)
    {
        var text = FileContent.ReadText(absolute, MaxGitFileBytes);
        var line = text.Text.Split('\n')[0].Trim();
        return text.Problem is null && line.Length > 0 && !line.Contains('\0', StringComparison.Ordinal) ? line : null;
    }
}
