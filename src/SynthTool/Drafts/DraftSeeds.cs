using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Drafts;

/// <summary>Where somebody's seeds lie, and how a new definition will name them.</summary>
/// <param name="Root">The repository that they are read in: the dataset's own, or else one around the seeds.</param>
/// <param name="RepoPath">The path or pattern there.</param>
/// <param name="Written">As the definition names them.</param>
/// <param name="CopiedFrom">The folder in <paramref name="Root"/> whose files are copied beside the definition; null when the seeds stay where they are.</param>
internal sealed record DraftSeeds(RepositoryRoot Root, string RepoPath, string Written, string? CopiedFrom)
{
    private const string Folder = "seeds/";

    /// <summary>Null, with a finding, when there is nothing or it cannot be named.</summary>
    public static DraftSeeds? Find(string from, string folder, Findings findings)
    {
        var isPattern = Glob.IsPattern(from) && FileStamp.Of(from) is null;
        if (!isPattern && Refusal(from) is { } refusal)
        {
            findings.Add(refusal);
            return null;
        }

        var own = RepositoryRoot.Find(folder);
        if (IsNamed(own, own.Relative(folder), Relative(folder, from), own.Relative(from)) && Glob.IsPattern(own.Relative(from)) == isPattern)
        {
            return new DraftSeeds(own, own.Relative(from), Relative(folder, from), null);
        }

        // What a link leads to is read where it lies.
        var real = isPattern ? from : RealPath.Of(from);
        var around = FixedFolder(real, isPattern);
        var root = RepositoryRoot.Find(around);
        var path = root.Relative(real);
        if (IsNamed(root, "", path, path) && Glob.IsPattern(path) == isPattern)
        {
            return new DraftSeeds(root, path, Folder + Relative(around, real), root.Relative(around));
        }

        findings.Add(DraftsDiagnostics.PathUnusable, null, $"{Quoted.Text(from)} cannot be named by a definition", "give its file or folder a name without *, ?, \\ and control characters");
        return null;
    }

    /// <summary>The files that come beside the definition.</summary>
    public IEnumerable<DraftFile> Copies(IEnumerable<string> files) => CopiedFrom is not { } folder
        ? []
        : files.Select(f => new DraftFile(Folder + (folder.Length == 0 ? f : f[(folder.Length + 1)..]), null, Root.Absolute(f)));

    /// <summary>A finding as seen from the dataset: places elsewhere are full paths.</summary>
    public Diagnostic Shown(Diagnostic found) => found.Place is { } place ? found with { Place = Shown(place) } : found;

    public SourcePlace Shown(SourcePlace place) => CopiedFrom is null ? place : place with { Path = Root.Absolute(place.Path) };

    private static bool IsNamed(RepositoryRoot root, string baseFolder, string written, string repoPath) =>
        root.TryResolve(baseFolder, written, out var resolved, out _) && resolved == repoPath;

    private static Diagnostic? Refusal(string from) => FileStamp.Of(from) switch
    {
        null => new(DraftsDiagnostics.NoSeeds, null, $"{Quoted.Text(from)} is no file"),
        { IsFolder: true } => new(DraftsDiagnostics.NoSeeds, null, $"{Quoted.Text(from)} is a folder", "name a file in it, or a pattern in quotes, such as \"seeds/*.jsonl\""),
        _ => null,
    };

    private static string FixedFolder(string path, bool isPattern)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (isPattern && Glob.IsPattern(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }

    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
}
