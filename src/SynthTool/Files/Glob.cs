using System.Collections.Immutable;
using System.IO.Enumeration;
using SynthTool.Diagnostics;

namespace SynthTool.Files;

/// <summary>
/// Finds files by a pattern: <c>*</c> and <c>?</c> within a name, <c>**</c> for any folders. Upper and lower case differ on every system.
/// Wildcards match no name that begins with a dot and <c>**</c> enters no linked folder; what a link reaches outside the repository is refused.
/// </summary>
internal sealed class Glob
{
    private const int MaxFiles = 1_000_000;
    private const int MaxDepth = 64;
    private const string AnyFolders = "**";

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly RepositoryRoot root;
    private readonly string[] parts;
    private readonly List<string> files = [];
    private readonly SortedSet<string> folders = new(StringComparer.Ordinal);
    private readonly Findings findings = new();
    private bool full;

    private Glob(RepositoryRoot root, string[] parts)
    {
        this.root = root;
        this.parts = parts;
    }

    /// <param name="root">What the pattern is relative to.</param>
    /// <param name="repoPattern">A path from <see cref="RepositoryRoot.TryResolve"/>, with or without wildcards.</param>
    /// <exception cref="FileFailure">A folder may not be listed.</exception>
    public static GlobResult Find(RepositoryRoot root, string repoPattern)
    {
        var glob = new Glob(root, PartsOf(repoPattern));
        if (glob.parts.Length > 0)
        {
            glob.Walk("", [0], 0);
        }

        glob.files.Sort(StringComparer.Ordinal);
        return new GlobResult([.. glob.files], [.. glob.folders], glob.findings.ToSorted());
    }

    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether a file's path matches, without looking at the disk.</summary>
    public static bool Matches(string repoPattern, string repoPath)
    {
        var glob = new Glob(null!, PartsOf(repoPattern));
        if (glob.parts.Length == 0 || repoPath.Length == 0)
        {
            return false;
        }

        int[] positions = [0];
        var names = repoPath.Split('/');
        foreach (var name in names[..^1])
        {
            positions = glob.Into(glob.Open(positions), name, isLink: false);
        }

        return glob.Ends(glob.Open(positions), names[^1]);
    }

    private static string[] PartsOf(string repoPattern)
    {
        var parts = repoPattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is [.., AnyFolders] ? [.. parts, "*"] : parts;
    }

    /// <param name="folder">Relative to the root.</param>
    /// <param name="positions">Which parts of the pattern may match the names in this folder; several after <c>**</c>.</param>
    /// <param name="depth">How many folders lie between this one and the root.</param>
    private void Walk(string folder, int[] positions, int depth)
    {
        if (depth > MaxDepth)
        {
            findings.Add(FilesDiagnostics.TooManyFiles, new SourcePlace(folder), FormattableString.Invariant($"{Quoted.Path(folder)} lies more than {MaxDepth} folders deep; it was not searched"));
            return;
        }

        var open = Open(positions);
        if (open is [var only] && !IsPattern(parts[only]) && OperatingSystem.IsLinux())
        {
            Look(folder, only, depth);
            return;
        }

        folders.Add(folder);
        foreach (var (name, isFolder, isLink) in List(folder))
        {
            Visit(folder, name, isFolder, isLink, open, depth);
        }
    }

    // A literal name needs no listing, where the file system tells cases apart; what else comes and goes in its folder
    // changes nothing, and a build itself writes into the folders above its seeds.
    private void Look(string folder, int position, int depth)
    {
        var name = parts[position];
        if (FileStamp.Of(root.Absolute(Join(folder, name))) is { } stamp)
        {
            var isLink = new FileInfo(root.Absolute(Join(folder, name))).LinkTarget is not null;
            Visit(folder, name, stamp.IsFolder, isLink, [position], depth);
        }
        else
        {
            folders.Add(Join(folder, name));
        }
    }

    private void Visit(string folder, string name, bool isFolder, bool isLink, int[] open, int depth)
    {
        if (full)
        {
            return;
        }

        var path = Join(folder, name);
        var into = isFolder ? Into(open, name, isLink) : [];
        var isMatch = !isFolder && Ends(open, name);
        if (into.Length == 0 && !isMatch)
        {
            return;
        }

        if (isLink && !root.StaysInside(path))
        {
            findings.Add(FilesDiagnostics.PathRefused, new SourcePlace(path), $"{Quoted.Path(path)} leaves the repository through a link", "put a copy in its place, or a narrower pattern");
        }
        else if (name.Any(c => char.IsControl(c) || c is '\\' or '\uFFFD'))
        {
            findings.Add(FilesDiagnostics.NameUnusable, new SourcePlace(folder), $"in this folder the name {Quoted.Text(name)} has a backslash, a control character or bytes that are not UTF-8");
        }
        else if (isMatch)
        {
            Keep(path);
        }
        else
        {
            Walk(path, into, depth + 1);
        }
    }

    private void Keep(string path)
    {
        if (files.Count == MaxFiles)
        {
            full = true;
            findings.Add(FilesDiagnostics.TooManyFiles, null, FormattableString.Invariant($"the pattern {Quoted.Text(string.Join('/', parts))} matches more than {MaxFiles:N0} files"));
            return;
        }

        files.Add(path);
    }

    /// <summary>The positions, and those that follow a <c>**</c>, which may match nothing.</summary>
    private int[] Open(int[] positions)
    {
        var open = new SortedSet<int>(positions);
        foreach (var position in positions)
        {
            for (var next = position; next < parts.Length - 1 && parts[next] == AnyFolders; next++)
            {
                open.Add(next + 1);
            }
        }

        return [.. open];
    }

    /// <summary>The positions inside a folder of this name; none when nothing in it can match.</summary>
    private int[] Into(int[] open, string name, bool isLink) =>
        [.. open.SelectMany(p => (int[])(parts[p] == AnyFolders
            ? isLink || name[0] == '.' ? [] : [p]
            : p < parts.Length - 1 && IsMatch(parts[p], name) ? [p + 1] : [])).Distinct()];

    private bool Ends(int[] open, string name) => open.Any(p => p == parts.Length - 1 && IsMatch(parts[p], name));

    private static bool IsMatch(string part, string name) =>
        part == name || ((name[0] != '.' || part[0] == '.') && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false));

    private ImmutableArray<(string Name, bool IsFolder, bool IsLink)> List(string folder)
    {
        var absolute = root.Absolute(folder);
        try
        {
            return [.. new FileSystemEnumerable<(string, bool, bool)>(
                absolute,
                (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory, entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
                Everything)];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // removed meanwhile: its parent's stamp has changed
        }
        catch (Exception error) when (FileFailure.Covers(error))
        {
            throw FileFailure.From(error, absolute, "Listing");
        }
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
