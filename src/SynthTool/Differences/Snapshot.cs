using SynthTool.Build;
using SynthTool.Definition;
using SynthTool.Diagnostics;
using SynthTool.Files;

namespace SynthTool.Differences;

/// <summary>
/// What a dataset was made of at a commit, as files of a private folder below <c>.synth/cache</c>: nothing of the work tree or of git's own
/// state is touched. The folder goes with this object; what a killed process left goes with the next comparison.
/// </summary>
internal sealed class Snapshot : IDisposable
{
    private const string Prefix = "diff-";
    private const int MaxFiles = 1_000_000;
    private static int count;

    private readonly IRevisions revisions;
    private readonly Revision revision;
    private readonly OsLock held;
    private readonly HashSet<string> paths;
    private readonly HashSet<string> provided = new(StringComparer.Ordinal);

    private Snapshot(Workspace workspace, IRevisions revisions, Revision revision, string folder, OsLock held, CancellationToken ct)
    {
        this.revisions = revisions;
        this.revision = revision;
        this.held = held;
        Folder = folder;
        Disk.CreateFolder(folder);
        paths = [.. revisions.Files(revision, ct).Take(MaxFiles).Select(f => f.Path).Where(IsOrdinary)];
        Workspace = workspace with { Root = RepositoryRoot.At(folder, workspace.Root) };
    }

    public string Folder { get; }

    /// <summary>The surroundings in which the files lie at their repository paths. The local store is the real one.</summary>
    public Workspace Workspace { get; }

    public static Snapshot Create(Workspace workspace, IRevisions revisions, Revision revision, CancellationToken ct)
    {
        var cache = CacheFolder.Root(workspace.Root);
        RemoveLeftovers(cache, workspace.ProcessName);
        var folder = Path.Join(cache, FormattableString.Invariant($"{Prefix}{workspace.WriterId}-{Interlocked.Increment(ref count)}"));
        var held = OsLock.TryAcquire(folder + ".lock", workspace.ProcessName, out _) ?? throw new InvalidOperationException("The folder of a snapshot is held already.");
        try
        {
            return new Snapshot(workspace, revisions, revision, folder, held, ct);
        }
        catch
        {
            Remove(folder, held);
            throw;
        }
    }

    /// <summary>Reads the definition, all that it names, seeds and committed answers into the folder; also of the datasets whose rows are its seeds.</summary>
    /// <returns>Whether it is free of errors; findings are added in any case.</returns>
    public bool Load(string definition, Findings findings, CancellationToken ct)
    {
        var isWhole = true;
        var seen = new HashSet<string>(StringComparer.Ordinal) { definition };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var path))
        {
            if (DatasetLoader.Load(Workspace.Root, path, findings, p => Provide(p, ct)) is not { } files)
            {
                isWhole = false;
                continue;
            }

            LoadSeeds(files.Definition, ct);
            foreach (var needed in files.Definition.Sources.Select(s => s.Upstream?.Path.Value).OfType<string>().Where(seen.Add))
            {
                open.Push(needed);
            }
        }

        return isWhole;
    }

    private void LoadSeeds(DatasetDefinition definition, CancellationToken ct)
    {
        var patterns = RecordedReading.PatternsOf(definition).Append($"{OpenStore.CommittedFolder(definition)}/*").Distinct(StringComparer.Ordinal).ToList();
        foreach (var path in paths.Where(p => patterns.Any(pattern => Glob.Matches(pattern, p))))
        {
            Write(path, ct);
        }
    }

    public void Dispose() => Remove(Folder, held);

    // An include may name any template of the folder that its root lies in.
    private void Provide(string path, CancellationToken ct)
    {
        const string Template = ".sbn";
        Write(path, ct);
        if (path.EndsWith(Template, StringComparison.Ordinal))
        {
            var folder = path[..(path.LastIndexOf('/') + 1)];
            paths.Where(p => p.StartsWith(folder, StringComparison.Ordinal) && p.EndsWith(Template, StringComparison.Ordinal)).ToList().ForEach(p => Write(p, ct));
        }
    }

    private void Write(string path, CancellationToken ct)
    {
        if (!paths.Contains(path) || !provided.Add(path))
        {
            return;
        }

        using var file = AtomicFile.Create(Path.Join(Folder, path.Replace('/', Path.DirectorySeparatorChar)), durable: false);
        if (revisions.Read(revision, path, file.Append, ct))
        {
            file.Commit();
        }
    }

    /// <summary>Whether a path of a commit, which may have been written by anybody, can only lie in the folder.</summary>
    private static bool IsOrdinary(string path) =>
        path.Split('/').All(part => part is not ("" or "." or "..") && !part.Equals(".git", StringComparison.OrdinalIgnoreCase))
        && !path.Any(c => char.IsControl(c) || c == '\\' || (c == ':' && OperatingSystem.IsWindows()));

    private static void RemoveLeftovers(string cache, string owner)
    {
        foreach (var folder in Disk.FoldersIn(cache).Where(f => f.StartsWith(Prefix, StringComparison.Ordinal)).Select(f => Path.Join(cache, f)))
        {
            if (OsLock.TryAcquire(folder + ".lock", owner, out _) is { } held)
            {
                Remove(folder, held);
            }
        }
    }

    // The name is never used again, so that the lock's file may go with the lock.
    private static void Remove(string folder, OsLock held)
    {
        Disk.DeleteFolder(folder);
        held.Dispose();
        Disk.Delete(folder + ".lock");
    }
}
